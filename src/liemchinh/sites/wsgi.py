"""The WSGI application of the desk (and, in `make run`, of all doors on their paths)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"liemchinh.settings.{os.environ.get('LIEMCHINH_ENV', 'dev')}")
application = get_wsgi_application()
