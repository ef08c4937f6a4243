"""The tree against the RFC: a plain recursion from its text, its published vectors, and pymerkle as an oracle."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from liemchinh.kernel import merkle

# Leaves and roots used by the certificate-transparency reference implementations (RFC 6962).
VECTOR_LEAVES = [
    bytes.fromhex(text)
    for text in [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ]
]  # fmt: skip
VECTOR_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def leaves_of(size: int) -> list[bytes]:
    return [f"entry {i}".encode() for i in range(size)]


def rfc_root(leaves: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha256(b"\x01" + rfc_root(leaves[:k]) + rfc_root(leaves[k:])).digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_the_published_roots_come_out(size: int) -> None:
    assert merkle.root(VECTOR_LEAVES[:size]).hex() == VECTOR_ROOTS[size - 1]


def test_the_empty_tree_has_the_hash_of_nothing() -> None:
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (
            0, 8,
            ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
        ),
        (
            5, 8,
            ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
        ),
        (
            2, 3,
            ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
        ),
    ],
)  # fmt: skip
def test_the_published_inclusion_paths_come_out(index: int, size: int, path: list[str]) -> None:
    read = merkle.reader(merkle.grow(VECTOR_LEAVES))
    assert [h.hex() for h in merkle.inclusion_proof(index, size, read)] == path


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        (1, 1, []),
        (
            1, 8,
            ["96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
             "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"],
        ),
        (
            6, 8,
            ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
             "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
             "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
        ),
        (
            2, 5,
            ["5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
             "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"],
        ),
    ],
)  # fmt: skip
def test_the_published_consistency_paths_come_out(old: int, new: int, path: list[str]) -> None:
    read = merkle.reader(merkle.grow(VECTOR_LEAVES))
    assert [h.hex() for h in merkle.consistency_proof(old, new, read)] == path


def test_every_tree_up_to_150_agrees_with_the_rfc_and_with_pymerkle() -> None:
    oracle = InmemoryTree(algorithm="sha256")
    growth, leaves = merkle.Growth(), leaves_of(150)
    for size, data in enumerate(leaves, start=1):
        oracle.append_entry(data)
        growth.add(merkle.leaf_hash(data))
        assert growth.root() == rfc_root(leaves[:size]) == oracle.get_root()


def test_old_roots_are_read_from_the_store() -> None:
    leaves = leaves_of(70)
    read = merkle.reader(merkle.grow(leaves))
    assert all(merkle.root_at(size, read) == rfc_root(leaves[:size]) for size in range(71))


def test_positions_number_the_store_without_a_hole() -> None:
    size = 300
    known = sorted(
        merkle.position(level, index) for level in range(size.bit_length()) for index in range(size >> level)
    )
    assert known == list(range(merkle.stored(size))) == list(range(len(merkle.grow(leaves_of(size)))))


def test_growth_goes_on_from_its_peaks() -> None:
    leaves = leaves_of(50)
    store = merkle.grow(leaves[:37])
    growth = merkle.Growth(37, [store[at] for at in merkle.peaks(37)])
    for data in leaves[37:]:
        store += growth.add(merkle.leaf_hash(data))
    assert store == merkle.grow(leaves)
    assert growth.root() == rfc_root(leaves)


def test_growth_refuses_peaks_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="peaks"):
        merkle.Growth(3, [b"x"])


SIZES = st.integers(1, 200)


@given(st.data(), SIZES)
def test_a_proof_of_inclusion_convinces(data: st.DataObject, size: int) -> None:
    index = data.draw(st.integers(0, size - 1))
    leaves = leaves_of(size)
    proof = merkle.inclusion_proof(index, size, merkle.reader(merkle.grow(leaves)))
    assert merkle.verify_inclusion(merkle.leaf_hash(leaves[index]), index, size, proof, rfc_root(leaves))


@given(st.data(), SIZES)
def test_a_proof_of_inclusion_for_another_leaf_root_or_place_fails(data: st.DataObject, size: int) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    leaves = leaves_of(size)
    proof = merkle.inclusion_proof(index, size, merkle.reader(merkle.grow(leaves)))
    leaf, root = merkle.leaf_hash(leaves[index]), rfc_root(leaves)
    assert not merkle.verify_inclusion(merkle.leaf_hash(b"forged"), index, size, proof, root)
    assert not merkle.verify_inclusion(leaf, index, size, proof, b"\0" * 32)
    assert not merkle.verify_inclusion(leaf, index, size, [*proof, root], root)
    assert not proof or not merkle.verify_inclusion(leaf, index, size, proof[:-1], root)
    assert other == index or not merkle.verify_inclusion(leaf, other, size, proof, root)


@given(SIZES, SIZES)
def test_a_proof_of_consistency_convinces(first: int, second: int) -> None:
    old, new = sorted((first, second))
    leaves = leaves_of(new)
    proof = merkle.consistency_proof(old, new, merkle.reader(merkle.grow(leaves)))
    assert merkle.verify_consistency(old, new, proof, rfc_root(leaves[:old]), rfc_root(leaves))


@given(st.data(), st.integers(2, 120))
def test_a_rewritten_past_is_not_consistent(data: st.DataObject, new: int) -> None:
    old = data.draw(st.integers(1, new - 1))
    changed = data.draw(st.integers(0, old - 1))
    before = leaves_of(new)
    after = [b"forged" if i == changed else leaf for i, leaf in enumerate(before)]
    proof = merkle.consistency_proof(old, new, merkle.reader(merkle.grow(after)))
    assert not merkle.verify_consistency(old, new, proof, rfc_root(before[:old]), rfc_root(after))
    honest = merkle.consistency_proof(old, new, merkle.reader(merkle.grow(before)))
    assert not merkle.verify_consistency(old, new, honest[:-1], rfc_root(before[:old]), rfc_root(before))
    assert not merkle.verify_consistency(old, new, [*honest, honest[0]], rfc_root(before[:old]), rfc_root(before))


def test_nothing_is_the_beginning_of_everything() -> None:
    assert merkle.verify_consistency(0, 5, [], merkle.EMPTY_ROOT, rfc_root(leaves_of(5)))
    assert not merkle.verify_consistency(5, 4, [], b"", b"")


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_has_no_proof(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="no leaf"):
        merkle.inclusion_proof(index, size, merkle.reader(merkle.grow(leaves_of(3))))


def test_a_proof_reads_few_hashes() -> None:
    size, asked = 100_000, []
    store = merkle.grow(leaves_of(size))

    def read(positions: object) -> dict[int, bytes]:
        asked.extend(positions)  # type: ignore[call-overload]
        return {at: store[at] for at in positions}  # type: ignore[attr-defined]

    merkle.inclusion_proof(54_321, size, read)
    assert len(asked) < 40
