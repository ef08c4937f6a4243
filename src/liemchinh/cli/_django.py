"""Sets Django up for a command. LIEMCHINH_ENV chooses the settings: dev (default) or production."""

import os
from pathlib import Path

from liemchinh.kernel.errors import Refusal


def require_home() -> None:
    """Refusal, with what to do, where the installation has not been initialised."""
    home = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()
    if not (home / "keys").is_dir():
        raise Refusal(f"Chưa khởi tạo tại {home}. Chạy «liemchinh init» (hoặc «make run»), hay đặt LIEMCHINH_HOME.")


def require_database_url() -> None:
    """Refusal where DATABASE_URL is set and names no database that we know; it is not repeated, for its password."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return
    import dj_database_url

    try:
        engine = dj_database_url.parse(url)["ENGINE"]
    except Exception:  # it raises whatever its parsing meets
        engine = ""
    if engine not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
        raise Refusal(
            "Không đọc được DATABASE_URL. Ghi postgres://tài_khoản:mật_khẩu@máy_chủ:5432/tên "
            "hoặc sqlite:////thư_mục/tệp.sqlite3; bỏ trống thì dữ liệu nằm trong LIEMCHINH_HOME."
        )


def setup(*, initialised: bool = True) -> None:
    """Load the settings and the apps; Refusal where the installation has not been initialised and must be."""
    if initialised:
        require_home()
    require_database_url()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"liemchinh.settings.{os.environ.get('LIEMCHINH_ENV', 'dev')}")
    import django

    django.setup()
