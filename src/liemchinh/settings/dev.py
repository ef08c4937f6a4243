"""For `make run` and a developer's own machine: the same code as production, on plain HTTP and this machine only."""

from liemchinh.settings.base import *  # noqa: F403
from liemchinh.settings.base import ALLOWED_HOSTS, SECRET_KEY, STORAGES

SECRET_KEY = SECRET_KEY or "dev-only-secret-key-that-init-replaces-before-anything-is-served"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
SECURE_SSL_REDIRECT = False
