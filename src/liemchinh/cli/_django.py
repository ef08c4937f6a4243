"""Sets Django up for a command. LIEMCHINH_ENV chooses the settings: dev (default) or production."""

import os


def setup() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"liemchinh.settings.{os.environ.get('LIEMCHINH_ENV', 'dev')}")
    import django

    django.setup()
