"""A question to the index as the database spells it: FTS5's MATCH on SQLite, tsquery on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from liemchinh.spine.search import tables
from liemchinh.spine.search.asked import Term
from liemchinh.spine.search.tokens import of_state, of_unit, token


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes: tokens in a row, all of several questions, one of several, one without another."""

    phrase: Callable[[Sequence[str]], str]
    every: Callable[[Sequence[str]], str]
    any: Callable[[Sequence[str]], str]
    without: Callable[[str, str], str]
    #: The same as `phrase`, the last token being the beginning of one.
    begun: Callable[[Sequence[str]], list[str]]


def _joined(parts: Iterable[str], sign: str) -> str:
    wanted = list(dict.fromkeys(parts))
    return wanted[0] if len(wanted) == 1 else f"({sign.join(wanted)})"


def _completed(tokens: Sequence[str]) -> list[str]:
    # FTS5 would first gather all records of a prefix; of several tokens it reads only as many as are asked for.
    ends = sorted({tokens[-1], *tables.completions(tokens[-1])})
    return [SQLITE.phrase([*tokens[:-1], end]) for end in ends]


def _in_order(tokens: Sequence[str], last: str = "") -> str:
    parts = [f"'{t}'" for t in tokens]
    parts[-1] += last
    return parts[0] if len(parts) == 1 else f"({' <-> '.join(parts)})"


# Tokens are letters, figures and the signs ~ @ $ alone (see `tokens`): none of them can end a quotation.
SQLITE = Dialect(
    phrase=lambda tokens: '"' + " ".join(tokens) + '"',
    every=lambda parts: _joined(parts, " AND "),
    any=lambda parts: _joined(parts, " OR "),
    without=lambda a, b: f"({a} NOT {b})",
    begun=_completed,
)
POSTGRESQL = Dialect(
    phrase=_in_order,
    every=lambda parts: _joined(parts, " & "),
    any=lambda parts: _joined(parts, " | "),
    without=lambda a, b: f"({a} & !{b})",
    begun=lambda tokens: [_in_order(tokens, ":*")],
)


def dialect() -> Dialect:
    return POSTGRESQL if tables.on_postgresql() else SQLITE


@dataclass(frozen=True, slots=True)
class Reader:
    """`guarded`: the units whose guarded text this person may search; None where it is every unit that they read."""

    guarded: frozenset[int] | None = frozenset()

    @property
    def sees_some(self) -> bool:
        return self.guarded is None or bool(self.guarded)


@dataclass(frozen=True, slots=True)
class Asker:
    """Spells a question for one reader."""

    dialect: Dialect
    reader: Reader

    def tiers(self, terms: Sequence[Term]) -> list[str]:
        """Questions, each taking in the one before: with the marks as typed, without them, with the last word grown."""
        found = []
        if any(s.marked for term in terms for s in term.syllables):
            found.append(self._question(terms, marks=True, grown=False))
        found.append(self._question(terms, marks=False, grown=False))
        if terms[-1].unfinished:
            found.append(self._question(terms, marks=False, grown=True))
        return list(dict.fromkeys(found))

    def _question(self, terms: Sequence[Term], *, marks: bool, grown: bool) -> str:
        def all_of(guards: Sequence[bool]) -> str:
            return self.dialect.every([
                self.dialect.any([one for guarded in guards for one in self._forms(term, guarded, marks, grown)])
                for term in terms
            ])  # fmt: skip

        plain = all_of((False,))
        if not self.reader.sees_some:
            return plain
        both = all_of((False, True))
        if self.reader.guarded is None:
            return both
        return self.dialect.any([plain, self.dialect.every([both, self.of_units(self.reader.guarded)])])

    def _forms(self, term: Term, guarded: bool, marks: bool, grown: bool) -> list[str]:
        tokens = [token(s.folded, guarded=guarded) for s in term.syllables]
        if grown and term.unfinished:
            return self.dialect.begun(tokens)
        said = [token(s.marked, guarded=guarded) for s in term.syllables if s.marked and marks]
        if said and len(tokens) == 1:
            return [self.dialect.phrase(said)]
        return [self.dialect.every([self.dialect.phrase(tokens), *(self.dialect.phrase([t]) for t in said)])]

    def of_units(self, units: Collection[int]) -> str:
        return self.dialect.any([self.dialect.phrase([of_unit(u)]) for u in sorted(units)])

    def narrowed(self, question: str, units: Collection[int] | None, state: str) -> str:
        """The question over the records of these units (None: of all) and of this state ("": of any)."""
        # The rarest first: FTS5 steps through the first of them and looks the others up.
        parts = [] if units is None else [self.of_units(units)]
        if state:
            parts.append(self.dialect.phrase([of_state(state)]))
        return self.dialect.every([*parts, question])
