"""Sets Django up for a command. LIEMCHINH_ENV chooses the settings: dev (default) or production."""

import os
from pathlib import Path

from liemchinh.kernel.errors import Refusal


def setup(*, initialised: bool = True) -> None:
    """Refusal, with what to do, where the installation has not been initialised and must be."""
    home = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()
    if initialised and not (home / "keys").is_dir():
        raise Refusal(f"Chưa khởi tạo tại {home}. Chạy «liemchinh init» (hoặc «make run»), hay đặt LIEMCHINH_HOME.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"liemchinh.settings.{os.environ.get('LIEMCHINH_ENV', 'dev')}")
    import django

    django.setup()
