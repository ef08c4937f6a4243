"""Texts by key, read from `law/wording/*.toml`, then from a locality's own folder.

A key is stable, its text is data: a locality may change a text, never add or drop a key, a variant or a field.
In a file, a key is a string (one text) or a table of variants: languages ("vi", "en") or states ("V", "Z", …).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from liemchinh.kernel.errors import Refusal
from liemchinh.kernel.sentences import SentenceError, names


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """All texts; a key of one text has the single variant "vi"."""

    entries: Mapping[str, Mapping[str, str]]

    def variants(self, key: str) -> Mapping[str, str]:
        """The variants of a key, in the order of the file. KeyError when there is no such key."""
        return self.entries[key]

    def text(self, key: str, variant: str = "vi") -> str:
        """One text; a language that a key lacks falls back to Vietnamese. KeyError when there is none."""
        variants = self.entries[key]
        return variants[variant] if variant in variants else variants["vi"]

    def __contains__(self, key: object) -> bool:
        return key in self.entries


def load(shipped: Path, own: Sequence[Path] = ()) -> Phrasebook:
    """The texts of the folder `shipped`, then those of the folders `own`. Refusal names the file and what is wrong."""
    entries: dict[str, dict[str, str]] = {}
    for path in sorted(shipped.glob("*.toml")):
        for key, variants in _read(path):
            if key in entries:
                raise Refusal(f"Tệp {path.name}: khóa «{key}» đã có ở tệp khác.")
            entries[key] = variants
    for folder in own:
        for path in sorted(folder.glob("*.toml")):
            for key, variants in _read(path):
                _check(path, key, variants, entries)
                entries[key] = {**entries[key], **variants}
    return Phrasebook(entries)


def _read(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as wrong:
        raise Refusal(f"Không đọc được tệp {path}: {wrong}.") from wrong
    yield from _entries(data, "")


def _entries(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Keys with their texts; tables may be nested, since an unquoted dotted key makes TOML nest them."""
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            yield key, {"vi": value}
        elif isinstance(value, Mapping):
            texts = {label: text for label, text in value.items() if isinstance(text, str)}
            if texts:
                yield key, texts
            yield from _entries({k: v for k, v in value.items() if not isinstance(v, str)}, f"{key}.")


def _check(path: Path, key: str, variants: Mapping[str, str], entries: Mapping[str, Mapping[str, str]]) -> None:
    if key not in entries:
        raise Refusal(f"Tệp {path}: không có khóa «{key}». Có thể sửa lời của một khóa, không thêm khóa mới.")
    known = set().union(*(names(text) for text in entries[key].values()))
    for label, text in variants.items():
        if label not in entries[key]:
            raise Refusal(f"Tệp {path}: khóa «{key}» không có dạng «{label}».")
        if not text.strip():
            raise Refusal(f"Tệp {path}: khóa «{key}» để trống. Khóa không bỏ được; bỏ mục này để dùng lời có sẵn.")
        try:
            strange = names(text) - known
        except SentenceError as wrong:
            raise Refusal(f"Tệp {path}: khóa «{key}» viết sai: {wrong}.") from wrong
        if strange:
            raise Refusal(f"Tệp {path}: khóa «{key}» dùng trường không có: {', '.join(sorted(strange))}.")
