"""Petitions made up for the tests of matching: eight printed forms, filled in by chance, and ways to send them again.

Nobody and nothing in here is real. Each form is told three times: as written, in other words, and in the third person.
"""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

DATA = tomllib.loads((Path(__file__).parent / "data" / "petition_forms.toml").read_text(encoding="utf-8"))
FAMILIES, MIDDLES, GIVEN = (DATA["names"][part].split() for part in ("families", "middles", "given"))
PLACES, STREETS, SHOPS = (DATA["names"][part].split(", ") for part in ("places", "streets", "shops"))
ADDRESSEES = [
    "Chủ tịch UBND {xa}", "Thanh tra tỉnh", "Ban Tiếp công dân thành phố", "Đoàn đại biểu Quốc hội tỉnh",
    "Báo Tiếng Nói Nhân Dân", "Công an tỉnh; Viện kiểm sát nhân dân tỉnh", "Ủy ban MTTQ Việt Nam huyện {huyen}",
    "Văn phòng HĐND và UBND huyện {huyen}",
]  # fmt: skip

Facts = dict[str, str]


@dataclass(frozen=True)
class Form:
    """One printed form: as written, in other words, in the third person; what changes stands in braces."""

    name: str
    written: str
    reworded: str
    told: str


FORMS = [Form(**form) for form in DATA["form"]]
REWORDABLE = [form for form in FORMS if form.name != "vague"]


def person(rng: random.Random) -> str:
    return " ".join([rng.choice(FAMILIES), *rng.sample(MIDDLES, rng.choice((1, 1, 2))), rng.choice(GIVEN)])


def money(rng: random.Random) -> int:
    return rng.choice((rng.randint(2, 99) * 100_000, rng.randint(10, 990) * 1_000_000, rng.randint(101, 999) * 1_000))


def day(rng: random.Random, style: int) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.choice((2022, 2023, 2024, 2025))
    return (f"{d:02d}/{m:02d}/{y}", f"{d}/{m}/{y}", f"{d} tháng {m} năm {y}")[style]


def matter(rng: random.Random) -> Facts:
    """The facts of one matter, each slot filled by chance."""
    name, accused = person(rng), person(rng)
    facts: Facts = {
        "name": name, "given": name.split()[-1], "accused": accused, "given2": accused.split()[-1],
        "witness": person(rng), "shop": rng.choice(SHOPS),
        "title": rng.choice(("bà", "ông")), "year": str(rng.randint(1940, 1998)), "xa": rng.choice(PLACES),
        "huyen": rng.choice(PLACES), "project": rng.choice(PLACES), "street": rng.choice(STREETS),
        "house": f"{rng.randint(2, 400)}/{rng.randint(1, 60)}", "house2": str(rng.randint(100, 400)),
        "doc": str(rng.randint(101, 4999)), "plot": str(rng.randint(20, 999)), "sheet": str(rng.randint(2, 60)),
        "area": str(rng.randint(101, 990)), "class": f"{rng.randint(1, 5)}A{rng.randint(1, 9)}",
        "code": f"{rng.choice(('TG', 'LA', 'SG', 'BT'))}-{rng.randint(1001, 9999)}",
        "phone": f"09{rng.randint(10**7, 10**8 - 1)}",
        "my": f"{rng.randint(1, 12)}/{rng.choice((2023, 2024))}",
        "h1": str(rng.randint(18, 21)), "h2": str(rng.randint(22, 24)),
        "d1": day(rng, 0), "d2": day(rng, 1), "signed": day(rng, 2),
    }  # fmt: skip
    for slot in ("n1", "n2", "n3", "n4"):
        facts[slot] = str(rng.randint(3, 99))
    facts["n2"] = str(rng.randint(60, 900))
    for slot in ("m1", "m2", "m3", "m4"):
        facts |= amounts(slot, money(rng))
    facts["area_spoken"] = words(int(facts["area"]))
    return facts


def amounts(slot: str, value: int) -> Facts:
    thousand = f"{value // 1000} ngàn" if value < 10**6 else f"{value / 10**6:g}".replace(".", ",") + " triệu"
    return {slot: f"{value:,}".replace(",", "."), f"{slot}_spoken": thousand}


def words(number: int) -> str:
    ones = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
    hundreds, rest = divmod(number, 100)
    tens, one = divmod(rest, 10)
    said = f"{ones[hundreds]} trăm"
    if tens == 0:
        return said + (f" lẻ {ones[one]}" if one else "")
    said += " mười" if tens == 1 else f" {ones[tens]} mươi"
    return said + (f" {ones[one]}" if one else "")


def rival(rng: random.Random, facts: Facts) -> Facts:
    """Other facts in the same form; place, project, decision or the accused may be the same, as among neighbours."""
    other = matter(rng)
    while other["given"] == facts["given"]:
        other = matter(rng)
    shared = rng.sample(
        ["xa", "huyen", "project", "street", "shop", "accused", "doc", "sheet", "d1", "my", "class"], rng.randint(1, 4)
    )
    other |= {slot: facts[slot] for slot in shared}
    return other | {"given2": other["accused"].split()[-1]}


def anew(rng: random.Random, facts: Facts) -> Facts:
    """The same person about another matter."""
    return matter(rng) | {
        slot: facts[slot] for slot in ("name", "given", "title", "year", "xa", "huyen", "house", "street", "phone")
    }


# --- ways to send a petition again -----------------------------------------------------------------------------------


def retyped(rng: random.Random, text: str) -> str:
    for a, b in (("Ủy ban nhân dân", "UBND"), ("UBND", "Ủy ban nhân dân"), ("Đề nghị", "Tôi đề nghị"),
                 ("Công ty", "Cty"), ("không có", "ko có"), ("Tôi là", "Tôi tên"), ("Mong", "Rất mong")):  # fmt: skip
        if rng.random() < 0.5:
            text = text.replace(a, b, 1)
    return text


def reordered(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    body = [i for i, line in enumerate(lines) if len(line) > 90]
    mixed = rng.sample(body, len(body))
    return "\n".join(lines[mixed[body.index(i)]] if i in body else line for i, line in enumerate(lines))


def bare(_: random.Random, text: str) -> str:
    stripped = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return stripped.replace("đ", "d").replace("Đ", "D")


def scanned(rng: random.Random, text: str) -> str:
    """What a scanner and its software make of a page: letters taken for others, words run together, lines broken."""
    misread = {"n": "ri", "h": "b", "m": "rn", "g": "q", "e": "c", "u": "ư", "i": "í", "đ": "d", "l": "I"}
    out: list[str] = []
    for i, char in enumerate(text):
        chance = rng.random()
        near_digit = any(c.isdigit() for c in text[max(0, i - 1) : i + 2])
        if chance < 0.03 and char in misread:
            char = misread[char]
        elif chance < 0.07 and char.isalpha():
            char = bare(rng, char)
        elif chance < 0.08 and char == " " and not near_digit:
            char = ""
        elif chance < 0.12 and char == " ":
            char = "\n"
        elif chance < 0.03 and char in "10":
            char = {"1": "l", "0": "O"}[char]
        out.append(char)
    return "".join(out)


def addressed(rng: random.Random, text: str) -> str:
    to = rng.choice(ADDRESSEES).format(xa=rng.choice(PLACES), huyen=rng.choice(PLACES))
    text = re.sub(r"Kính gửi: .*", f"Kính gửi: {to}", text)
    return re.sub(r"ngày \d+ tháng \d+ năm \d+", f"ngày {day(rng, 2)}", text)


def added(rng: random.Random, text: str) -> str:
    lines = text.split("\n")
    more = (
        f"Tôi bổ sung: ngày {day(rng, 0)} có người lạ gọi điện dọa gia đình tôi, "
        f"số máy 08{rng.randint(10**7, 10**8 - 1)}. "
        f"Anh {person(rng)} ở gần nhà cũng chứng kiến. Tôi đã tốn {money(rng):,} đồng đi lại."
    ).replace(",", ".")
    lines.insert(max(2, len(lines) - 3), more)
    return "\n".join(lines)


def first_page(rng: random.Random, text: str) -> str:
    return text[: int(len(text) * rng.uniform(0.55, 0.75))]


def passed_on(rng: random.Random, text: str) -> str:
    return (
        f"THANH TRA TỈNH\nSố: {rng.randint(20, 900)}/PC-TTT\nPHIẾU CHUYỂN ĐƠN\n"
        f"Ngày {day(rng, 2)}, Thanh tra tỉnh nhận được đơn của công dân. Căn cứ Luật Tiếp công dân, Thanh tra tỉnh "
        f"chuyển đơn đến UBND huyện {rng.choice(PLACES)} để giải quyết theo thẩm quyền. "
        f"Người liên hệ: {person(rng)}, điện thoại 02{rng.randint(10**8, 10**9 - 1)}.\n----------\n{text}"
    )


WAYS: dict[str, Callable[[random.Random, str], str]] = {
    "retyped": retyped, "reordered": reordered, "diacritics lost": bare, "scanned": scanned,
    "other addressee": addressed, "paragraph added": added, "first page": first_page, "passed on": passed_on,
}  # fmt: skip


def written(form: Form, facts: Facts) -> str:
    return form.written.format(**facts)


def twins(rng: random.Random, form: Form, facts: Facts) -> dict[str, str]:
    """The petition and how it comes again: each way, two ways at once, in other words, in the third person."""
    text = written(form, facts)
    found = {"written": text} | {way: change(rng, text) for way, change in WAYS.items()}
    first, second = rng.sample([w for w in WAYS if w not in ("first page", "passed on")], 2)
    found["two ways"] = WAYS[second](rng, WAYS[first](rng, text))
    found["first page, scanned"] = scanned(rng, first_page(rng, text))
    if form in REWORDABLE:
        found["in other words"] = form.reworded.format(**facts)
        found["in the third person"] = form.told.format(**facts)
        found["in other words, bare"] = bare(rng, found["in other words"])
    return found


@dataclass(frozen=True)
class World:
    """Petitions by id, and to which matter each belongs."""

    texts: dict[str, str]
    matter_of: dict[str, str]


def world(seed: int, forms: list[Form] = FORMS) -> World:
    """For each form a matter and its rival with all their twins, a second rival, and the same person's other matter."""
    rng = random.Random(seed)
    texts: dict[str, str] = {}
    matter_of: dict[str, str] = {}
    for number, form in enumerate(forms):
        first = matter(rng)
        other_form = REWORDABLE[(number + 3) % len(REWORDABLE)]
        cases = [(form, "first", first), (form, "rival", rival(rng, first)), (form, "rival 2", rival(rng, first))]
        if form in REWORDABLE and other_form is not form:
            cases.append((other_form, "anew", anew(rng, first)))
        for filled, case, facts in cases:
            sent = twins(rng, filled, facts)
            kept = sent if case in ("first", "rival") else {way: sent[way] for way in ("written", "scanned")}
            texts |= {f"{form.name}, {case}: {way}": text for way, text in kept.items()}
            matter_of |= {f"{form.name}, {case}: {way}": f"{form.name}, {case}" for way in kept}
    return World(texts, matter_of)
