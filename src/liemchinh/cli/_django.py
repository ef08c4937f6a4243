"""Sets Django up for a command. LIEMCHINH_ENV chooses the settings: dev (default) or production."""

import os
from pathlib import Path

from liemchinh.kernel.errors import Refusal


def require_home() -> None:
    """Refusal, with what to do, where the installation has not been initialised."""
    home = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()
    if not (home / "keys").is_dir():
        raise Refusal(f"Chưa khởi tạo tại {home}. Chạy «liemchinh init» (hoặc «make run»), hay đặt LIEMCHINH_HOME.")


def setup(*, initialised: bool = True) -> None:
    """Load the settings and the apps; Refusal where the installation has not been initialised and must be."""
    if initialised:
        require_home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"liemchinh.settings.{os.environ.get('LIEMCHINH_ENV', 'dev')}")
    import django

    django.setup()
