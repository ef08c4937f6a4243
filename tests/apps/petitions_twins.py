"""Letters for the tests of twins: made-up matters, sent again in other words, and rivals on the same printed form."""

from __future__ import annotations

import random

from tests.kernel import matching_world as made

FORM = made.REWORDABLE[0]


def letter(seed: int = 1, form: made.Form = FORM) -> tuple[str, made.Facts]:
    """The letter as written, and its facts."""
    facts = made.matter(random.Random(seed))
    return made.written(form, facts), facts


def reworded(facts: made.Facts, form: made.Form = FORM) -> str:
    return form.reworded.format(**facts)


def on_the_same_form(facts: made.Facts, seed: int = 2, form: made.Form = FORM) -> tuple[str, made.Facts]:
    other = made.rival(random.Random(seed), facts)
    return made.written(form, other), other
