"""Which petitions are one matter: twins however they come again, and rivals on one printed form, are told apart."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path

import pytest

from liemchinh.kernel.matching import LINKED, bands, compare, fingerprint, links, rarity_of, sentence
from liemchinh.kernel.matching.links import candidates
from tests.kernel.matching_world import FORMS, REWORDABLE, Form, anew, matter, rival, twins, world, written

Pair = tuple[str, str]
SEEDS = [101, 102, 103]


def f1(found: set[Pair], gold: set[Pair]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


def linked(texts: Mapping[str, str]) -> set[Pair]:
    return {(link.a, link.b) for link in links({name: fingerprint(text) for name, text in texts.items()})}


def of_one_matter(matter_of: Mapping[str, str]) -> set[Pair]:
    return {(a, b) for a, b in combinations(matter_of, 2) if matter_of[a] == matter_of[b]}


def score(a: str, b: str) -> float:
    return compare(fingerprint(a), fingerprint(b)).score


@pytest.mark.parametrize("seed", SEEDS)
def test_twins_are_found_and_rivals_are_left_apart(seed: int) -> None:
    made = world(seed, REWORDABLE)
    found, gold = linked(made.texts), of_one_matter(made.matter_of)
    assert found - gold == set()
    assert f1(found, gold) >= 0.99


def test_letters_that_tell_almost_nothing_are_found_by_their_wording() -> None:
    made = world(7, [form for form in FORMS if form not in REWORDABLE])
    assert f1(linked(made.texts), of_one_matter(made.matter_of)) >= 0.9


@pytest.mark.parametrize("form", REWORDABLE, ids=lambda form: form.name)
def test_each_way_of_sending_again_is_recognised_by_itself(form: Form) -> None:
    rng = random.Random(5)
    sent = twins(rng, form, matter(rng))
    first = sent.pop("written")
    assert {way: round(score(first, text), 2) for way, text in sent.items() if score(first, text) < LINKED} == {}


@pytest.mark.parametrize("form", REWORDABLE, ids=lambda form: form.name)
def test_the_same_form_with_other_facts_is_another_matter(form: Form) -> None:
    for seed in range(20):
        rng = random.Random(seed)
        facts = matter(rng)
        assert score(written(form, facts), written(form, rival(rng, facts))) < LINKED, seed


def test_the_same_person_may_write_about_something_else() -> None:
    rng = random.Random(3)
    facts = matter(rng)
    for form, other in zip(REWORDABLE, REWORDABLE[3:] + REWORDABLE[:3], strict=True):
        assert score(written(form, facts), written(other, anew(rng, facts))) < LINKED, form.name
        assert score(written(form, facts), written(form, anew(rng, facts))) < LINKED, form.name


def test_the_order_of_the_two_does_not_matter() -> None:
    made = world(9, REWORDABLE[:3])
    prints = [fingerprint(text) for text in made.texts.values()][:30]
    assert all(compare(a, b) == compare(b, a) for a, b in combinations(prints, 2))


def test_a_text_is_its_own_twin_in_any_case_of_letters() -> None:
    rng = random.Random(4)
    for form in REWORDABLE:
        text = written(form, matter(rng))
        assert min(score(text, text), score(text, text.lower()), score(text, text.upper())) >= LINKED, form.name


def test_a_letter_that_names_only_a_place_is_no_twin_of_its_neighbours_letter() -> None:
    short = "Ở xã Phú Cường cán bộ làm việc rất chậm, dân đi lại nhiều lần. Đề nghị chấn chỉnh."
    rng = random.Random(6)
    facts = matter(rng) | {"xa": "Phú Cường"}
    assert all(score(short, written(form, facts)) < LINKED for form in FORMS)


def test_another_signature_under_the_same_letter_is_still_proposed_but_marked() -> None:
    rng = random.Random(8)
    facts = matter(rng)
    form = REWORDABLE[2]
    verdict = compare(
        fingerprint(written(form, facts)), fingerprint(written(form, facts | {"name": "Lương Hồng Thúy Oanh"}))
    )
    assert verdict.other_writer
    assert "sender" in verdict.differs


def test_a_fact_that_many_petitions_share_says_less() -> None:
    rng = random.Random(2)
    facts = matter(rng)
    form = REWORDABLE[0]
    a, b = fingerprint(written(form, facts)), fingerprint(form.reworded.format(**facts))
    common = rarity_of({mark.token: 2_000 for mark in a.marks}, 20_000)
    assert compare(a, b, common).score < compare(a, b).score


def test_nothing_agrees_between_empty_petitions() -> None:
    assert compare(fingerprint(""), fingerprint("")).linked is False
    assert linked({"a": "", "b": " \n", "c": "x"}) == set()


def test_candidates_miss_next_to_nothing_and_are_few() -> None:
    made = world(SEEDS[0])
    prints = {name: fingerprint(text) for name, text in made.texts.items()}
    gold, proposed = of_one_matter(made.matter_of), candidates(prints)
    assert len(proposed & gold) / len(gold) >= 0.97
    assert len(proposed) < len(prints) * (len(prints) - 1) / 2 / 5
    assert max(len(bands(printed)) for printed in prints.values()) <= 70


def test_a_form_that_many_filled_in_gives_few_candidates() -> None:
    rng = random.Random(12)
    form = REWORDABLE[1]
    base = matter(rng)
    prints = {}
    for number in range(120):
        facts = matter(rng) | {slot: base[slot] for slot in ("xa", "huyen", "project", "doc", "d1")}
        prints[f"{number}"] = fingerprint(written(form, facts))
        if number == 60:
            prints["twin"] = fingerprint(form.reworded.format(**facts))
    proposed = candidates(prints)
    assert ("60", "twin") in proposed
    assert len([pair for pair in proposed if "twin" in pair]) < 30
    assert [(link.a, link.b) for link in links(prints)] == [("60", "twin")]


def test_the_verdict_says_what_agrees_and_what_differs() -> None:
    rng = random.Random(1)
    facts = matter(rng) | {"plot": "214"}
    form = next(form for form in FORMS if form.name == "compensation")
    verdict = compare(fingerprint(written(form, facts)), fingerprint(written(form, facts | {"plot": "377"})))
    assert {"sender", "document", "money"} <= set(verdict.agrees)
    assert "plot" in verdict.differs
    said = sentence(verdict)
    assert said.startswith("Trùng: người đứng đơn")
    assert "Khác: số thửa, số lô." in said
    assert "Differ: plot." in sentence(verdict, "en")


# --- the texts given for development ----------------------------------------------------------------------------------


def given(shared: Path) -> list[dict[str, str]]:
    lines = (shared / "data" / "petitions" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_of_the_given_texts_every_twin_is_linked_and_no_rival(shared: Path) -> None:
    rows = given(shared)
    found = linked({row["id"]: row["text"] for row in rows})
    cluster = {row["id"]: row["cluster"] for row in rows}
    rivals = {frozenset((row["cluster"], row["hard_negative_cluster"])) for row in rows if row["hard_negative_cluster"]}
    assert [pair for pair in found if frozenset(cluster[i] for i in pair) in rivals] == []
    assert f1(found, of_one_matter(cluster)) >= 0.95


def test_a_threshold_from_one_half_of_the_given_matters_holds_for_the_other(shared: Path) -> None:
    rows = given(shared)
    clusters = sorted({row["cluster"] for row in rows})
    for chosen in (clusters[::2], clusters[1::2]):
        half = [row for row in rows if row["cluster"] in chosen]
        rest = [row for row in rows if row["cluster"] not in chosen]
        low, high = margin(half)
        threshold = (low + high) / 2
        assert abs(threshold - LINKED) < 0.15
        twins_low, rivals_high = margin(rest)
        assert rivals_high < threshold < twins_low


def margin(rows: Iterable[dict[str, str]]) -> tuple[float, float]:
    """The lowest score of a twin and the highest of a pair that is none."""
    prints = [(row["cluster"], fingerprint(row["text"])) for row in rows]
    scores = [(a == b, compare(x, y).score) for (a, x), (b, y) in combinations(prints, 2)]
    return min(s for twin, s in scores if twin), max(s for twin, s in scores if not twin)
