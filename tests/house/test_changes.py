"""One function changes state, one module writes the ledger: no change without a line, no line without a change."""

from __future__ import annotations

import ast

import pytest

from liemchinh.spine.moves import tracked_models
from tests.house.code import Source, calls, planted, sources

MOVES = "src/liemchinh/spine/moves.py"
LEDGER = "src/liemchinh/spine/ledger.py"
WRITES = {"create", "bulk_create", "get_or_create", "update_or_create", "update", "bulk_update", "delete", "save"}


def targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [t for target in node.targets for t in (target.elts if isinstance(target, ast.Tuple) else [target])]
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def is_a_page_part(source: Source, target: ast.Attribute) -> bool:
    """A template tag's own `self.state` is a colour, not a record's state."""
    return "/web/" in source.name and isinstance(target.value, ast.Name) and target.value.id == "self"


def states_assigned(source: Source) -> list[str]:
    """Places that write `.state` of something: by assignment, by setattr, or by an update in the database."""
    lines = [
        target.lineno
        for node in ast.walk(source.tree)
        for target in targets(node)
        if isinstance(target, ast.Attribute) and target.attr == "state" and not is_a_page_part(source, target)
    ]
    for call, names in calls(source):
        updated = names[-1] == "update" and "objects" in names and "state" in {k.arg for k in call.keywords}
        set_by_name = names[-1] == "setattr" and "state" in {a.value for a in call.args if isinstance(a, ast.Constant)}
        lines += [call.lineno] if updated or set_by_name else []
    return [f"{source.name}:{line}" for line in lines]


def written_past_moves(source: Source) -> list[str]:
    """Places that create, update or delete rows of a tracked model through its manager."""
    tracked = {m.__name__ for m in tracked_models()}
    return [
        f"{source.name}:{call.lineno} {'.'.join(names)}"
        for call, names in calls(source)
        if names[0] in tracked and "objects" in names and names[-1] in WRITES
    ]


def entries_created(source: Source) -> list[str]:
    """Places that make a ledger entry, or write into the table of entries."""
    return [
        f"{source.name}:{call.lineno}"
        for call, names in calls(source)
        if names in (["Entry"], ["ledger", "Entry"]) or ("Entry" in names and names[-1] in WRITES)
    ]


def everywhere_but(name: str) -> list[Source]:
    return [s for s in sources("src") if s.name != name]


def test_only_moves_assigns_a_state() -> None:
    assert [place for source in everywhere_but(MOVES) for place in states_assigned(source)] == []


def test_records_of_a_register_are_written_by_moves_alone() -> None:
    assert [place for source in everywhere_but(MOVES) for place in written_past_moves(source)] == []


def test_only_the_ledger_creates_entries() -> None:
    menus = {s.name for s in sources("src") if s.name.endswith("menu.py")}  # the lines of the menu are called Entry too
    places = [place for source in everywhere_but(LEDGER) for place in entries_created(source)]
    assert [p for p in places if p.partition(":")[0] not in menus] == []


@pytest.mark.parametrize(
    "text",
    [
        "record.state = 'held'",
        "record.state: str = 'held'",
        "a, record.state = 1, 'held'",
        "setattr(record, 'state', 'held')",
        "Session.objects.filter(pk=1).update(state='held')",
    ],
)
def test_each_way_of_writing_a_state_is_found(text: str) -> None:
    assert states_assigned(planted(text)) == ["planted.py:1"]


@pytest.mark.parametrize("text", ["Session.objects.create(topic='x')", "Unit.objects.filter(pk=1).delete()"])
def test_writing_past_moves_is_found(text: str) -> None:
    assert written_past_moves(planted(text))


@pytest.mark.parametrize("text", ["Entry(verb='x')", "ledger.Entry.objects.create(verb='x')"])
def test_an_entry_made_elsewhere_is_found(text: str) -> None:
    assert entries_created(planted(text))
