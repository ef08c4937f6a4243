"""The tree of a transparency log: RFC 9162, section 2.1, over SHA-256.

Leaves are data (here: commitments of ledger entries). A complete subtree never changes again, so its hash is stored
once: `position` numbers complete subtrees in the order in which they are completed, hence a store is a list that only
grows, an append writes O(1) hashes on average, and a proof reads O(log n) of them without any leaf.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

#: Reads stored hashes by position; all that a proof needs are asked for in one call.
Read = Callable[[Collection[int]], Mapping[int, bytes]]

EMPTY_ROOT: Final = sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """RFC 9162, 2.1.1: the leaf prefix keeps a leaf from passing for an inner node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


# --- the store -------------------------------------------------------------------------------------------------------


def position(level: int, index: int) -> int:
    """Where the hash of the `index`-th complete subtree of 2**level leaves stands in the store."""
    last_leaf = ((index + 1) << level) - 1
    return 2 * last_leaf - last_leaf.bit_count() + level


def stored(size: int) -> int:
    """How many hashes a store of `size` leaves holds."""
    return 2 * size - size.bit_count()


def _complete_parts(start: int, end: int) -> list[int]:
    """Positions of the complete subtrees that make up leaves [start, end), the largest first."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(position(level, start >> level))
        start += 1 << level
    return parts


def peaks(size: int) -> list[int]:
    """Positions of the complete subtrees whose hashes make the root of a tree of `size` leaves."""
    return _complete_parts(0, size)


def _join(hashes: Sequence[bytes]) -> bytes:
    joined = hashes[-1]
    for left in reversed(hashes[:-1]):
        joined = node_hash(left, joined)
    return joined


class Growth:
    """A tree that only grows; it keeps one hash for each bit of its size."""

    def __init__(self, size: int = 0, peak_hashes: Sequence[bytes] = ()) -> None:
        if len(peak_hashes) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(peak_hashes)}")
        self.size = size
        self._peaks = list(peak_hashes)

    def add(self, leaf: bytes) -> list[bytes]:
        """Append a leaf's hash; returns the hashes to store, in the order of their positions."""
        return self.add_many((leaf,))

    def add_many(self, leaves: Iterable[bytes]) -> list[bytes]:
        """Append the hashes of leaves; returns the hashes to store, in the order of their positions."""
        done, waiting, size = [], self._peaks, self.size
        for leaf in leaves:
            node, carry = leaf, size
            done.append(node)
            while carry & 1:  # as in counting: each set bit below is a finished tree of that size
                node = sha256(b"\x01" + waiting.pop() + node).digest()
                done.append(node)
                carry >>= 1
            waiting.append(node)
            size += 1
        self.size = size
        return done

    def root(self) -> bytes:
        return _join(self._peaks) if self._peaks else EMPTY_ROOT


def grow(leaves: Sequence[bytes]) -> list[bytes]:
    """The store of a tree over leaf data, in memory."""
    return Growth().add_many(map(leaf_hash, leaves))


def reader(store: Sequence[bytes]) -> Read:
    """Reads from a store in memory."""
    return lambda positions: {at: store[at] for at in positions}


# --- roots and proofs ------------------------------------------------------------------------------------------------


def _read_joined(ranges: Sequence[tuple[int, int]], read: Read) -> list[bytes]:
    parts = [_complete_parts(start, end) for start, end in ranges]
    hashes = read([at for part in parts for at in part])
    return [_join([hashes[at] for at in part]) for part in parts]


def root(leaves: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1: the hash of the tree over leaf data."""
    return root_at(len(leaves), reader(grow(leaves)))


def root_at(size: int, read: Read) -> bytes:
    """The root when the tree had `size` leaves."""
    return _read_joined([(0, size)], read)[0] if size else EMPTY_ROOT


def _split(size: int) -> int:
    """The largest power of two smaller than `size`, which is above 1."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(index: int, size: int, read: Read) -> list[bytes]:
    """RFC 9162, 2.1.3.1: the path that shows leaf `index` in the tree of `size` leaves."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    start, end, siblings = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            siblings.append((middle, end))
            end = middle
        else:
            siblings.append((start, middle))
            start = middle
    return _read_joined(siblings[::-1], read)


def consistency_proof(old: int, new: int, read: Read) -> list[bytes]:
    """RFC 9162, 2.1.4.1: shows that the tree of `old` leaves is the beginning of the tree of `new` leaves."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} has not grown from one of {old}")
    if old in (0, new):
        return []
    start, end, ranges = 0, new, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    if start:  # the old tree is not itself a node of the new one: its last part must be shown
        ranges.append((start, end))
    return _read_joined(ranges[::-1], read)


# --- what an outsider checks -----------------------------------------------------------------------------------------


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], tree_root: bytes) -> bool:
    """RFC 9162, 2.1.3.2; `leaf` is the hash of the leaf."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == tree_root


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """RFC 9162, 2.1.4.2; an empty old tree is the beginning of every tree."""
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    if not path:
        return False
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    return _walk_both(path, at, last) == (old_root, new_root)


def _walk_both(path: Sequence[bytes], at: int, last: int) -> tuple[bytes, bytes] | None:
    """The old and the new root that the path leads to; None where it is too long or too short."""
    old_found = new_found = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            old_found, new_found = node_hash(sibling, old_found), node_hash(sibling, new_found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new_found = node_hash(new_found, sibling)
        at, last = at >> 1, last >> 1
    return (old_found, new_found) if last == 0 else None
