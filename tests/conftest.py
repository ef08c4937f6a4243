"""Fixtures that every test may use."""

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
