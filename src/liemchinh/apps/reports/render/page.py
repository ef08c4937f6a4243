"""The review as one web page that stands alone: no script, no request to anybody, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from liemchinh.kernel.sentences import Ask, Segments, Shown
from liemchinh.spine.office.document import Block, Document, Heading, Paragraph, Prompt, Table

CSS = """
body{font:1.1rem/1.5 "Times New Roman","Liberation Serif",serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#111;background:#fff}
header{display:flex;justify-content:space-between;gap:2rem;text-align:center}
header p,.sign p{margin:.15rem 0}h1{font-size:1.2rem;text-align:center;margin:1.5rem 0 0}
.title{text-align:center;font-weight:bold;margin:0}
h2{font-size:1.1rem;margin:1.2rem 0 .4rem}h3{font-size:1.1rem;margin:1rem 0 .3rem}
main p{text-align:justify;text-indent:2.5rem;margin:.4rem 0}.ask{background:#e3e3e3;font-style:italic}
.fig{font-variant-numeric:tabular-nums}table{border-collapse:collapse;width:100%;font-size:.95rem;margin:.6rem 0}
th,td{border:1px solid #888;padding:.2rem .5rem;text-align:left;vertical-align:top}td.n{text-align:right}
main p.small,.small{font-size:.9rem;font-style:italic;text-indent:0}.wide{overflow-x:auto}
.sign{display:flex;justify-content:space-between;gap:2rem;margin-top:1.5rem}.sign div:last-child{text-align:center}
.name{padding-top:5rem}section{margin-top:3rem}section>h2,section>.small{text-align:center}
@media print{body{margin:0;max-width:none}section{break-before:page}}
""".strip()


def render(document: Document) -> str:
    """A whole HTML file."""
    head = document.head
    title = " ".join((head.type_name, *head.title))
    body = "\n".join(
        [
            _letterhead(document),
            f"<h1>{escape(head.type_name)}</h1>",
            *(f'<p class="title">{escape(line)}</p>' for line in head.title),
            "<main>",
            *_blocks(document.blocks),
            "</main>",
            _signature(document),
            *_annexes(document),
        ]
    )
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<style>\n{CSS}\n</style>\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _letterhead(document: Document) -> str:
    head = document.head
    left = [escape(head.parent), *(f"<b>{escape(part)}</b>" for part in head.body.split("\n")), escape(head.number)]
    if document.variant == "party":
        left.insert(-1, "*")
    if document.draft_mark:
        left.append(f"<b>{escape(document.draft_mark)}</b>")
    right = [*(f"<b>{escape(part)}</b>" for part in head.motto), f"<i>{escape(head.place_date)}</i>"]
    return f"<header><div>{_lines(left)}</div><div>{_lines(right)}</div></header>"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines if line)


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield f"<h{block.level + 1}>{escape(block.mark)} {escape(block.text)}</h{block.level + 1}>"
        elif isinstance(block, Paragraph):
            yield f"<p>{_segments(block.segments)}</p>"
        elif isinstance(block, Prompt):
            yield f'<p><span class="ask">✍ {escape(block.ask)}</span></p>'
            yield from (f'<p class="small">{_segments(fact)}</p>' for fact in block.facts)
        else:
            yield _table(block)


def _segments(segments: Segments) -> str:
    out = []
    for segment in segments:
        text = escape(segment.text)
        if isinstance(segment, Shown):
            out.append(f'<b class="fig" data-indicator="{escape(segment.indicator)}">{text}</b>')
        else:
            out.append(f'<span class="ask"> ✍ {text}</span>' if isinstance(segment, Ask) else text)
    return "".join(out)


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in table.columns)
    rows = []
    for row in table.rows:
        cells = (f"<td{' class=n' if c.number is not None else ''}>{escape(c.text)}</td>" for c in row)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    feet = "".join(f'<p class="small">{escape(foot)}</p>' for foot in (table.note, table.source) if foot)
    return (
        f'<div class="wide"><table>{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>{feet}"
    )


def _signature(document: Document) -> str:
    left = [f"<b><i>{escape(document.recipients_title)}</i></b>", *(escape(line) for line in document.recipients)]
    right = [f"<b>{escape(line)}</b>" for line in document.signature.lines]
    name = f'<p class="name"><b>{escape(document.signature.name)}</b></p>'
    foot = f'<p class="small">{escape(document.footer)}</p>' if document.footer else ""
    return f'<div class="sign"><div>{_lines(left)}</div><div>{_lines(right)}{name}</div></div>{foot}'


def _annexes(document: Document) -> Iterator[str]:
    for annex in document.annexes:
        head = f'<h2>{escape(annex.title)}</h2><p class="small">{escape(annex.head_line)}</p>'
        yield f"<section>{head}{''.join(_blocks(annex.blocks))}</section>"
