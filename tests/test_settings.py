"""Settings: production refuses to start on an unsafe value, and says which and why."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.code import ROOT, sources

SAFE = {
    "LIEMCHINH_ENV": "production",
    "LIEMCHINH_HOSTS": "liemchinh.phuong.vn",
    "LIEMCHINH_SECRET_KEY": "khoa-cua-bai-kiem-thu-" * 4,
}
#: Django's warnings that are choices here, not oversights.
CHOSEN = {
    "axes.W006": "a lock by address would keep addresses; accounts are locked by name (settings/base.py)",
    "security.W021": "the preload list is for public sites; a locality may serve its desk on an inner network only",
}
ASK = "import django; django.setup(); from django.conf import settings as s; "


def start(home: Path, code: str, **values: str) -> subprocess.CompletedProcess[str]:
    """A process of its own with exactly these values in its environment."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LIEMCHINH_", "DJANGO_")) and k != "DATABASE_URL"}
    module = f"liemchinh.settings.{values.get('LIEMCHINH_ENV', 'dev')}"
    env = {**kept, "LIEMCHINH_HOME": str(home), "DJANGO_SETTINGS_MODULE": module, **values}
    return subprocess.run([sys.executable, "-c", ASK + code], env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("LIEMCHINH_SECRET_KEY", "", "chưa có khóa bí mật đủ dài"),
        ("LIEMCHINH_SECRET_KEY", "ngắn", "chưa có khóa bí mật đủ dài"),
        ("LIEMCHINH_SECRET_KEY", "dev-only-" + "k" * 60, "chưa có khóa bí mật đủ dài"),
        ("LIEMCHINH_HOSTS", "", "chưa khai tên máy chủ"),
        ("LIEMCHINH_HOSTS", "*", "chứa dấu *"),
        ("LIEMCHINH_HOSTS", "a.vn,*.vn", "chứa dấu *"),
    ],
)
def test_production_refuses_an_unsafe_value(name: str, value: str, sentence: str, tmp_path: Path) -> None:
    answer = start(tmp_path, "", **{**SAFE, name: value})
    assert answer.returncode != 0
    assert "Không khởi động: " in answer.stderr
    assert sentence in answer.stderr


def test_production_starts_on_safe_values_and_is_locked_down(tmp_path: Path) -> None:
    code = (
        "assert not s.DEBUG and s.SECURE_SSL_REDIRECT and s.SECURE_HSTS_SECONDS >= 31536000;"
        "assert s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_NAME.startswith('__Host-');"
        "assert s.ALLOWED_HOSTS == ['liemchinh.phuong.vn']"
    )
    answer = start(tmp_path, code, **SAFE)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_production_passes_djangos_own_examination(tmp_path: Path) -> None:
    code = "from django.core.management import call_command; call_command('check', '--deploy', '--fail-level=CRITICAL')"
    answer = start(tmp_path, code, **SAFE)
    assert answer.returncode == 0, answer.stderr
    assert set(re.findall(r"\((\w+\.[EW]\d+)\)", answer.stdout + answer.stderr)) == set(CHOSEN)


def test_the_secret_key_is_read_from_the_home_where_init_put_it(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "secret.key").write_text("q" * 80 + "\n", encoding="ascii")
    values = {k: v for k, v in SAFE.items() if k != "LIEMCHINH_SECRET_KEY"}
    assert start(tmp_path, "assert s.SECRET_KEY == 'q' * 80", **values).returncode == 0


def test_the_database_stands_in_the_home_or_where_the_address_says(tmp_path: Path) -> None:
    own = start(tmp_path, "print(s.DATABASES['default']['NAME'])")
    assert own.stdout.strip() == str(tmp_path / "liemchinh.sqlite3")
    url = "postgres://lc@/liemchinh?host=/run/postgresql"
    other = start(tmp_path, "d = s.DATABASES['default']; print(d['ENGINE'], d['NAME'], d['OPTIONS'])", DATABASE_URL=url)
    assert other.stdout.split() == ["django.db.backends.postgresql", "liemchinh", "{'host':", "'/run/postgresql'}"]


def test_no_policy_allows_inline_code_or_another_site() -> None:
    from django.conf import settings

    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = {str(value) for values in directives.values() for value in values}
    assert allowed <= {"'self'", "'none'"}
    assert [str(v) for v in directives["default-src"]] == ["'none'"]


def test_every_setting_of_the_environment_is_documented() -> None:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    asking = re.compile(r"""environ(?:\.get\(|\[|\.setdefault\()\s*["']([A-Z_]+)["']""")
    asked = {name for source in sources("src") for name in asking.findall(source.text)}
    assert {name for name in asked - {"DJANGO_SETTINGS_MODULE"} if f"`{name}`" not in text} == set()


def recipe(name: str) -> str:
    """The shell commands of docs/operations.md that stand under that name."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    found = re.search(rf"^```sh {name}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found.group(1)


def shell(script: str, **values: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LIEMCHINH_", "DJANGO_")) and k != "DATABASE_URL"}
    script = script.replace(".venv/bin/", f"{Path(sys.executable).parent}/")
    command = ["bash", "-euc", script]
    return subprocess.run(command, env={**kept, **values}, capture_output=True, text=True, check=False, cwd=ROOT)


def test_the_documented_backup_can_be_restored_and_verified(tmp_path: Path) -> None:
    old, new, backup = (str(tmp_path / name) for name in ("old", "new", "backup"))
    made = shell('.venv/bin/liemchinh init && .venv/bin/liemchinh unit add Q3 "Quận 3"', LIEMCHINH_HOME=old)
    assert made.returncode == 0, made.stderr
    done = shell(recipe("backup"), LIEMCHINH_HOME=old, BACKUP=backup)
    assert done.returncode == 0, done.stderr
    restored = shell(recipe("restore") + "\n.venv/bin/liemchinh unit list", LIEMCHINH_HOME=new, BACKUP=backup)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "Q3  Quận 3" in restored.stdout
    assert (tmp_path / "new" / "keys" / "ledger.key").stat().st_mode & 0o077 == 0


def test_production_serves_its_login_page_after_init(tmp_path: Path) -> None:
    made = shell(".venv/bin/liemchinh init", LIEMCHINH_HOME=str(tmp_path), **SAFE)
    assert made.returncode == 0, made.stderr
    code = (
        "from django.test import Client;"
        "r = Client().get('/tai-khoan/login/', secure=True, headers={'host': 'liemchinh.phuong.vn'});"
        "assert r.status_code == 200 and b'/static/liemchinh/site.' in r.content, r.status_code;"
        "assert Client().get('/', headers={'host': 'liemchinh.phuong.vn'})['Location'].startswith('https://')"
    )
    answer = start(tmp_path, code, **SAFE)
    assert answer.returncode == 0, answer.stderr
