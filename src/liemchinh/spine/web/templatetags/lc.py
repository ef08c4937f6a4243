"""The components of docs/design.md for templates: `{% load lc %}`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms, template
from django.core.exceptions import ObjectDoesNotExist
from django.http import QueryDict
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from liemchinh.spine.web import formats, menu

register = template.Library()

for _name in ("number", "money", "rate", "area", "day", "moment", "weekday", "figure"):
    register.filter(_name, getattr(formats, _name))

#: State -> icon; the same word from model to pixel.
STATE_ICONS = {"ok": "check", "soon": "clock", "late": "alert", "very": "very", "rest": "pause", "part": "info"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of `spine/parts/icons.html`; always beside a word."""
    return format_html('<svg class="lc-i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def due(state: str, words: Any, name: str = "") -> SafeString:
    """A chip that says how something stands: colour, icon and word. `state`: ok soon late very rest part."""
    return format_html(
        '<span class="lc-due is-{}">{}{}</span>', state, icon(name or STATE_ICONS.get(state, "info")), words
    )


@register.simple_tag
def tag(words: Any) -> SafeString:
    """A fact without colour: kind, step, field."""
    return format_html('<span class="lc-tag">{}</span>', words)


@register.simple_tag
def fig(text: Any, url: str = "", current: bool = False, part: str = "") -> SafeString:
    """A figure that opens to its records; without address it says so by not being a door.

    `part` is the id of the drawer that htmx fills; without JavaScript the address opens as a page.
    """
    if not url:
        return format_html("<span>{}</span>", text)
    swap = format_html(' hx-get="{}" hx-target="#{}" hx-swap="innerHTML show:top"', url, part) if part else ""
    return format_html(
        '<a class="lc-fig" href="{}"{}{}>{}</a>', url, mark_safe(' aria-current="true"') if current else "", swap, text
    )


class NoteNode(template.Node):
    def __init__(self, nodelist: NodeList, state: template.base.FilterExpression | None, drift: bool) -> None:
        self.nodelist, self.state, self.drift = nodelist, state, drift

    def render(self, context: Context) -> SafeString:
        state = self.state.resolve(context) if self.state else ""
        name = "drift" if self.drift else STATE_ICONS.get(state, "info")
        return format_html(
            '<div class="lc-note{}{}">{}<div>{}</div></div>',
            f" is-{state}" if state else "",
            " lc-note--drift" if self.drift else "",
            icon(name),
            self.nodelist.render(context),
        )


@register.tag
def note(parser: Parser, token: Token) -> NoteNode:
    """{% note %}…{% endnote %}, {% note "late" %}…, {% note "soon" drift %}…: something to know."""
    words = token.split_contents()[1:]
    drift = "drift" in words
    states = [w for w in words if w != "drift"]
    nodelist = parser.parse(("endnote",))
    parser.delete_first_token()
    return NoteNode(nodelist, parser.compile_filter(states[0]) if states else None, drift)


@register.filter
def message_state(level: str) -> str:
    """Django's message level as a state; information has none."""
    return {"success": "ok", "warning": "soon", "error": "late"}.get(level.split()[-1] if level else "", "")


@register.filter
def words(pair: Any) -> str:
    """The words of a (vi, en) pair, or of anything with `label` and `label_en`, in the reader's language."""
    if isinstance(pair, tuple | list):
        vi, en = pair[0], pair[1]
    else:
        vi, en = pair.label, getattr(pair, "label_en", "")
    return str(en if formats.english() and en else vi)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's own address with some filters changed; None or "" takes one out; paging starts anew."""
    found: QueryDict = context["request"].GET.copy()
    if not {"after", "before"} & changes.keys():
        found.pop("after", None)
        found.pop("before", None)
    for name, value in changes.items():
        if value is None or value == "":
            found.pop(name, None)
        else:
            found[name] = str(value)
    return f"?{found.urlencode()}"


@register.simple_tag
def control(field: forms.BoundField) -> SafeString:
    """A form field's own control, with our classes and with hint and error announced."""
    widget = field.field.widget
    checks = isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple)
    kind = "form-check-input" if checks else "form-select" if isinstance(widget, forms.Select) else "form-control"
    if is_choice_list(field):
        kind = "lc-choices"  # the class goes to the group, which is no box itself
    if isinstance(widget, forms.NumberInput):
        # A browser empties a number box that holds words; what was typed must come back with its error.
        widget.input_type = "text"
        widget.attrs.setdefault("inputmode", "numeric")
    given = widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{given} {kind}{' is-invalid' if field.errors else ''}".strip()}
    told = described_by(field)
    if told and "aria-describedby" not in widget.attrs:
        attrs["aria-describedby"] = told
    return field.as_widget(attrs=attrs)


def described_by(field: forms.BoundField) -> str:
    hint = f"{field.auto_id}_hint" if field.help_text else ""
    error = f"{field.auto_id}_error" if field.errors else ""
    return f"{hint} {error}".strip()


@register.filter
def is_check(field: forms.BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_choice_list(field: forms.BoundField) -> bool:
    return isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


@register.filter
def is_wide(field: forms.BoundField) -> bool:
    widget = field.field.widget
    return isinstance(widget, forms.Textarea | forms.ClearableFileInput) or "is-long" in widget.attrs.get("class", "")


@register.inclusion_tag("spine/parts/error_summary.html", takes_context=True)
def error_summary(context: Context, form: Any) -> dict[str, Any]:
    """All errors of a form on top of it, each a link to its field; the form then says no error of its own twice.

    A page that sends a form back is answered 422 (`middleware.RefusalMiddleware`).
    """
    form.summarised = True
    count = sum(len(errors) for errors in form.errors.values())
    if count and "request" in context:
        context["request"].form_sent_back = True
    return {"form": form, "count": count}


@register.inclusion_tag("spine/parts/facets.html", takes_context=True)
def facets(context: Context, items: Sequence[Any], name: str, total: int | None = None) -> dict[str, Any]:
    """Counts that filter. `items`: (value, words, count[, state]); `name` is the word in the address."""
    chosen = context["request"].GET.get(name, "")
    rows = [
        {
            "url": query(context, **{name: value}),
            "words": word,
            "count": count,
            "state": rest[0] if rest else "",
            "current": str(value) == chosen,
        }
        for value, word, count, *rest in items
    ]
    everything = {"url": query(context, **{name: None}), "count": total, "current": not chosen}
    return {"rows": rows, "all": everything, "request": context["request"]}


@register.inclusion_tag("spine/parts/pager.html", takes_context=True)
def pager(context: Context, page: Any) -> dict[str, Any]:
    """Before and after, by key (see paging.Page)."""
    return {
        "page": page,
        "before": query(context, before=page.before, after=None) if page.before else "",
        "after": query(context, after=page.after, before=None) if page.after else "",
    }


@register.inclusion_tag("spine/parts/progress.html")
def progress(done: int, total: int, words: str = "") -> dict[str, Any]:
    """A computed progress with its count beside it, never a typed percentage."""
    return {"done": done, "total": total, "words": words}


@register.inclusion_tag("spine/parts/steps.html")
def steps(items: Sequence[Any]) -> dict[str, Any]:
    """What may be done: items with label, url, says; `barred` is the sentence that says what opens it."""
    return {"items": items}


@register.inclusion_tag("spine/parts/timeline.html")
def timeline(events: Sequence[Any]) -> dict[str, Any]:
    """What happened: events with when, words, says, and state "" (past), "now" or "next"."""
    return {"events": events}


@register.inclusion_tag("spine/parts/why.html")
def why(due_on: Any, facts: Sequence[tuple[str, Any]], cite: str = "", doubt: str = "") -> dict[str, Any]:
    """Why a date: the days that made it, the article, and what is still to be confirmed."""
    return {"due_on": due_on, "facts": facts, "cite": cite, "doubt": doubt}


@register.inclusion_tag("spine/parts/matrix.html")
def matrix(matrix: Any) -> dict[str, Any]:
    """Unit × period (see charts.Matrix): a sign, a colour and hidden words in each cell, a legend below."""
    return {"matrix": matrix}


@register.inclusion_tag("spine/parts/stat.html")
def stat(label: Any, text: Any, url: str = "", says: Any = "") -> dict[str, Any]:
    """One large figure, its label above, one soft line below; stands in <dl class="lc-cols lc-cols--pair">."""
    return {"label": label, "text": text, "url": url, "says": says}


@register.simple_tag
def diff(old: Any, new: Any) -> SafeString:
    """An old and a new value side by side, with words for those who do not see the colours."""
    blank = gettext("(trống)")
    return format_html(
        '<span class="lc-diff"><del><span class="visually-hidden">{} </span>{}</del> → '
        '<ins><span class="visually-hidden">{} </span>{}</ins></span>',
        gettext("cũ:"), old if old not in (None, "") else blank,
        gettext("mới:"), new if new not in (None, "") else blank,
    )  # fmt: skip


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """mapping[key], or "" when it is not there."""
    try:
        return mapping[key]
    except (KeyError, IndexError, TypeError, ObjectDoesNotExist):
        return ""


@register.simple_tag
def joined(items: Sequence[Any], separator: str = ", ") -> SafeString:
    return format_html_join(separator, "{}", ((item,) for item in items))


@register.filter
def record_url(ref: str) -> str:
    """The page of the record that a reference such as "outreach.session:17" names; "" where it has none."""
    return menu.record_page(ref)


@register.filter
def get_unit(record: Any, declared: Any) -> Any:
    """The unit of a record, by the field its register names."""
    return getattr(record, declared.unit, "")


@register.filter
def groups(code: str) -> str:
    """A long code in groups of four, so that it can be read aloud and typed."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))
