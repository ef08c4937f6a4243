"""`liemchinh init`: makes or upgrades the state under LIEMCHINH_HOME, again and again without harm."""

from __future__ import annotations

import argparse
import os
import secrets
from pathlib import Path

from liemchinh.kernel.errors import Refusal

HELP = "tạo hoặc nâng cấp cơ sở dữ liệu, khóa và thư mục · make or upgrade database, keys and folders"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--locality", metavar="NAME", help="tên địa phương, hiện ở đầu mỗi trang")
    parser.add_argument("--quiet", action="store_true", help="không in gì khi mọi việc ổn")


def run(args: argparse.Namespace) -> int:
    home = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()
    try:
        prepare(home)
        if args.locality:
            (home / "locality.txt").write_text(args.locality + "\n", encoding="utf-8")
    except OSError as wrong:
        raise Refusal(
            f"Không tạo được thư mục dữ liệu «{home}» ({wrong.strerror}). "
            "Đặt LIEMCHINH_HOME vào thư mục ghi được, hoặc cấp quyền ghi."
        ) from wrong
    from liemchinh.cli import _django

    _django.setup()
    upgrade()
    if not args.quiet:
        print(f"Liêm Chính: sẵn sàng tại {home}")
    return 0


def prepare(home: Path) -> None:
    """Folders and secrets, readable by the service's own account only."""
    for folder in (home, home / "keys", home / "files", home / "static"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = home / "keys" / "secret.key"
    if not secret.exists():
        handle = os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(64))


def upgrade() -> None:
    """Bring database and word index to this version's shape; make the keys where there are none."""
    from django.conf import settings
    from django.core.management import call_command

    from liemchinh.apps.petitions import likenesses
    from liemchinh.apps.petitions.likenesses import key
    from liemchinh.spine import ledger
    from liemchinh.spine.search import writing

    if not _is_current():
        call_command("migrate", verbosity=0, interactive=False)
    if "Manifest" in settings.STORAGES["staticfiles"]["BACKEND"]:
        # Production names static files by their content: without this list of names every page would fail.
        call_command("collectstatic", verbosity=0, interactive=False)
    ledger.create_key()
    key.create()
    writing.complete()
    likenesses.load_many()


def _is_current() -> bool:
    """Whether no migration waits; asking is much quicker than migrating again, and `make run` asks at every start."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
