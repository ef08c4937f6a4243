"""What is said when a command fails: one sentence with what to do, and for a mistake of ours where its details are."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

#: Errors of the machine that a person can mend; any other OSError is a mistake of the program.
_MENDABLE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC, errno.EDQUOT}


def tell(error: Exception) -> int:
    """Say on stderr what went wrong and answer exit code 1; with LIEMCHINH_DEBUG=1 the error is raised again."""
    if os.environ.get("LIEMCHINH_DEBUG") == "1":
        raise error
    print(f"liemchinh: {sentence_of(error) or _sentence_of_bug(error)}", file=sys.stderr)
    return 1


def sentence_of(error: Exception) -> str:
    """What to do where the database, the disk or a setting is at fault; empty where the program is."""
    if isinstance(error, OSError) and error.errno in _MENDABLE:
        place = f"«{error.filename}»" if error.filename else "đĩa"
        return f"Không ghi hay đọc được {place} ({error.strerror}). Kiểm tra quyền, chỗ trống trên đĩa, LIEMCHINH_HOME."
    if "django.db.utils" not in sys.modules:
        return ""
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import DatabaseError, InterfaceError, OperationalError

    if isinstance(error, ImproperlyConfigured):
        return f"Thiết lập chưa dùng được. {error}"
    if isinstance(error, DatabaseError) and _lacks_a_table(str(error)):
        return "Cơ sở dữ liệu chưa có đủ bảng của bản phần mềm này. Chạy «liemchinh init»."
    if isinstance(error, InterfaceError | OperationalError) or "not a database" in str(error):
        reason = " ".join(str(error).split())
        return (
            f"Không dùng được cơ sở dữ liệu ({reason}). Kiểm tra DATABASE_URL, LIEMCHINH_HOME, máy chủ cơ sở dữ liệu."
        )
    return ""


def _lacks_a_table(said: str) -> bool:
    return "no such table" in said or "no such column" in said or ("relation" in said and "does not exist" in said)


def _sentence_of_bug(error: Exception) -> str:
    home = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()
    details = "".join(traceback.format_exception(error))
    for folder in (home, Path(tempfile.gettempdir())):
        file = folder / "liemchinh-errors.log"
        try:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as log:
                log.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')} {sys.argv}\n{details}\n")
        except OSError:
            continue
        return f"Phần mềm gặp lỗi ({type(error).__name__}). Chi tiết ở «{file}»; gửi tệp này cho người phụ trách."
    return f"Phần mềm gặp lỗi ({type(error).__name__}). Chạy lại với LIEMCHINH_DEBUG=1 để xem chi tiết."
