"""Fixtures that every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["tests.world"]

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The material that lies beside the checkout; a test that needs it is skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared with the source material is absent")
    return folder


@pytest.fixture(scope="session", autouse=True)
def initialised_home() -> None:
    """What `liemchinh init` would have made: the ledger's signing key and the folder of static files."""
    from django.conf import settings

    from liemchinh.spine import ledger

    (settings.LIEMCHINH_HOME / "static").mkdir(parents=True, exist_ok=True)
    (settings.LIEMCHINH_HOME / "keys").mkdir(mode=0o700, exist_ok=True)
    ledger.create_key()


@pytest.fixture(autouse=True)
def no_heads_of_another_test(settings) -> Iterator[None]:
    """Each test has a database of its own, but all share LIEMCHINH_HOME: heads kept there would speak of the others."""
    yield
    (Path(settings.LIEMCHINH_HOME) / "keys" / "heads.log").unlink(missing_ok=True)
