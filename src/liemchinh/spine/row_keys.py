"""What tells one entry of a register from another: in a file, and between a file and the register."""

from __future__ import annotations

from typing import Any

from liemchinh.spine.cells import folded
from liemchinh.spine.import_facts import Key
from liemchinh.spine.registers import Register
from liemchinh.spine.unit_names import plain_name


def key_of(register: Register, values: dict[str, Any], unit_id: int) -> Key:
    """What tells one entry from another: who held it, dates and numbers as they are, words without their spelling.

    The body as the register names it, since a person may give it to another unit in a later import; else the unit.
    """
    if register.identity and (one := values.get(register.identity)):
        return (("one", unit_id), one)
    return _key_without_identity(register, values, unit_id)


def keys_of_record(register: Register, values: dict[str, Any], unit_id: int) -> set[Key]:
    """Every key under which a record of the register may be met in a sheet."""
    return {key_of(register, values, unit_id), _key_without_identity(register, values, unit_id)}


def _key_without_identity(register: Register, values: dict[str, Any], unit_id: int) -> Key:
    host = values.get(register.host) if register.host else ""
    parts: list[object] = [("body", plain_name(host) if host else unit_id)]
    for name in register.key:
        value = values.get(name)
        if isinstance(value, str):
            value = plain_name(value) if name == register.host else folded(value)
        parts.append(value)
    return tuple(parts)
