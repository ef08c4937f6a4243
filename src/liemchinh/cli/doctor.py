"""`liemchinh doctor`: says what is well with an installation, what is missing, and how to mend it."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HELP = "kiểm tra cài đặt · examine the installation"

DEMO_ACCOUNTS = (
    "vanphong", "lanhdao", "phuong", "thutruong", "tiepnhan", "giaiquyet", "giaiquyet2", "chutich", "kiemsoat",
    "quantri",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """`level` is ok, warning or error; `mend` says what to do."""

    level: str
    what: str
    mend: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in dạng JSON")


def run(args: argparse.Namespace) -> int:
    from liemchinh.cli import _django

    _django.setup(initialised=False)
    findings = [f for check in CHECKS for f in check()]
    if args.json:
        print(json.dumps([asdict(f) for f in findings], ensure_ascii=False))
    else:
        signs = {"ok": "✓", "warning": "!", "error": "✗"}
        for f in findings:
            print(f"{signs[f.level]} {f.what}" + (f"\n    {f.mend}" if f.mend else ""))
    return 1 if any(f.level == "error" for f in findings) else 0


def _python() -> Iterator[Finding]:
    yield Finding("ok", f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}")


def _home() -> Iterator[Finding]:
    from django.conf import settings

    home = Path(settings.LIEMCHINH_HOME)
    if not home.is_dir():
        yield Finding("error", f"Chưa khởi tạo: không có thư mục {home}.", "Chạy «liemchinh init» hoặc «make run».")
        return
    if not os.access(home, os.W_OK):
        yield Finding("error", f"Không ghi được vào {home}.", "Cấp quyền ghi cho tài khoản chạy dịch vụ.")
        return
    free = shutil.disk_usage(home).free // (1 << 20)
    level = "ok" if free > 1024 else "warning" if free > 200 else "error"
    yield Finding(
        level, f"Thư mục {home}: còn trống {free} MB.", "" if level == "ok" else "Giải phóng hoặc mở rộng đĩa."
    )
    for key in sorted((home / "keys").glob("*.key")):
        if key.stat().st_mode & 0o077:
            yield Finding("error", f"Khóa {key.name} đọc được bởi người khác.", f"chmod 600 {key}")


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding(
            "error", f"Không nối được cơ sở dữ liệu: {error}", "Kiểm tra DATABASE_URL rồi chạy «liemchinh init»."
        )
        return
    if waiting:
        yield Finding("error", f"Cơ sở dữ liệu cũ hơn phần mềm ({len(waiting)} bước).", "Chạy «liemchinh init».")
    else:
        yield Finding("ok", f"Cơ sở dữ liệu {connection.vendor}, đúng phiên bản.")


def _search() -> Iterator[Finding]:
    from django.db import DatabaseError

    from liemchinh.spine.search import writing

    try:
        late = [register.label for register in writing.behind()]
    except DatabaseError:
        return
    if late:
        yield Finding("warning", f"Chỉ mục tìm kiếm thiếu ở: {', '.join(late)}.", "Chạy «liemchinh search complete».")
    else:
        yield Finding("ok", "Chỉ mục tìm kiếm đủ mọi sổ.")


def _people() -> Iterator[Finding]:
    from django.conf import settings
    from django.db import DatabaseError

    from liemchinh.spine.people import Account

    production = settings.SESSION_COOKIE_SECURE
    try:
        demo = list(
            Account.objects.filter(username__in=DEMO_ACCOUNTS, is_active=True).values_list("username", flat=True)
        )
    except DatabaseError:
        return
    if demo:
        yield Finding(
            "error" if production else "warning",
            f"Còn {len(demo)} tài khoản mẫu với mật khẩu ai cũng biết: {', '.join(demo)}.",
            "Khóa các tài khoản này trước khi dùng thật." if production else "",
        )


def _recognition() -> Iterator[Finding]:
    from liemchinh.spine.papers import engines

    found = engines.available()
    if found:
        yield Finding("ok", f"Nhận dạng chữ: {found[0].name}.")
    else:
        yield Finding("warning", "Chưa đọc được bản chụp.", "apt-get install tesseract-ocr tesseract-ocr-vie")


def _law() -> Iterator[Finding]:
    from django.utils import timezone

    from liemchinh.kernel.daybook import CalendarUnknown
    from liemchinh.kernel.law import Law, law_root

    book = Law.load(law_root()).daybook
    for year in (timezone.localdate().year, timezone.localdate().year + 1):
        try:
            sure = book.confirmed(year)
        except CalendarUnknown:
            sure = False
        words = "đã xác nhận" if sure else "chưa xác nhận: thời hạn trong năm này là tạm tính"
        yield Finding("ok" if sure else "warning", f"Lịch nghỉ năm {year}: {words}.")


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    _python, _home, _database, _search, _people, _recognition, _law,
)  # fmt: skip
