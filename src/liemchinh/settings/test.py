"""For the tests: quick passwords, tasks run at once, a home folder of their own."""

import os
import tempfile
from pathlib import Path

os.environ["LIEMCHINH_HOME"] = tempfile.mkdtemp(prefix="liemchinh-test-")

from liemchinh.settings.dev import *  # noqa: F403
from liemchinh.settings.dev import DATABASES

LIEMCHINH_HOME = Path(os.environ["LIEMCHINH_HOME"])
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOCALITY_NAME = "Quận Thử Nghiệm"
AXES_ENABLED = False
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(LIEMCHINH_HOME / "test.sqlite3")}
