"""Settings that hold everywhere. State (database, files, keys) lives under LIEMCHINH_HOME; see docs/operations.md."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[1]
LIEMCHINH_HOME = Path(os.environ.get("LIEMCHINH_HOME", "var")).resolve()

SECRET_KEY_FILE = LIEMCHINH_HOME / "keys" / "secret.key"
SECRET_KEY = os.environ.get("LIEMCHINH_SECRET_KEY", "") or (
    SECRET_KEY_FILE.read_text(encoding="ascii").strip() if SECRET_KEY_FILE.is_file() else ""
)
DEBUG = False
ALLOWED_HOSTS: list[str] = [h.strip() for h in os.environ.get("LIEMCHINH_HOSTS", "").split(",") if h.strip()]
CSRF_TRUSTED_ORIGINS = [o.strip() for o in os.environ.get("LIEMCHINH_ORIGINS", "").split(",") if o.strip()]

#: The locality that this installation serves, shown in the head of every page.
LOCALITY_NAME = os.environ.get("LIEMCHINH_LOCALITY", "") or (
    (LIEMCHINH_HOME / "locality.txt").read_text(encoding="utf-8").strip()
    if (LIEMCHINH_HOME / "locality.txt").is_file()
    else ""
)
#: Share of units that must have reported before a partial figure is printed in a sentence (WORDING 1.2), in percent.
COVERAGE_MIN = 50
#: How long an import can be undone, in hours.
IMPORT_UNDO_HOURS = 24
#: The largest file that may be handed in, in bytes.
UPLOAD_LIMIT = 200 * 1024 * 1024
#: Pages of one scanned paper; longer ones are to be parted.
PAPER_PAGE_LIMIT = 600

#: Where people reach the desk, for links in e-mail.
LIEMCHINH_URL = os.environ.get("LIEMCHINH_URL", "") or (
    f"https://{ALLOWED_HOSTS[0]}" if ALLOWED_HOSTS else "http://localhost:8000"
)
# E-mail: by the locality's mail server where one is named; else each letter is a file in the home folder.
EMAIL_HOST = os.environ.get("LIEMCHINH_MAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("LIEMCHINH_MAIL_PORT", "") or 587)
EMAIL_HOST_USER = os.environ.get("LIEMCHINH_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("LIEMCHINH_MAIL_PASSWORD", "")
EMAIL_USE_TLS = EMAIL_PORT == 587
EMAIL_USE_SSL = EMAIL_PORT == 465
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = LIEMCHINH_HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("LIEMCHINH_MAIL_FROM", "") or "liemchinh@localhost"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.humanize",  # allauth lists security keys with it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "liemchinh.spine",
    "liemchinh.apps.organisation",
    "liemchinh.apps.directives",
    "liemchinh.apps.outreach",
    "liemchinh.apps.petitions",
    "liemchinh.apps.commendation",
    "liemchinh.apps.figures",
    "liemchinh.apps.reports",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "liemchinh.spine.web.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "liemchinh.spine.web.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "liemchinh.sites.desk"
WSGI_APPLICATION = "liemchinh.sites.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "spine" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "liemchinh.spine.web.context.desk",
            ],
            "libraries": {
                "lc": "liemchinh.spine.web.templatetags.lc",
                "lc_charts": "liemchinh.spine.web.templatetags.lc_charts",
                "lc_deadlines": "liemchinh.spine.web.templatetags.lc_deadlines",
            },
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{LIEMCHINH_HOME / 'liemchinh.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE takes the write lock at the start, so that no transaction fails half way; FULL survives a power cut.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-64000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "spine.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Django's Argon2 default takes 100 MB a login; these are argon2-cffi's own figures (RFC 9106, second choice).
PASSWORD_HASHERS = ["liemchinh.spine.people.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "liemchinh.spine.people.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_USER_DISPLAY = "liemchinh.spine.people.display_name"
ACCOUNT_SESSION_REMEMBER = False
# django-axes counts failed passwords; codes of the second factor are counted here, by account, without addresses.
ACCOUNT_RATE_LIMITS = {"login_failed": "8/900s/key"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
CSRF_FAILURE_VIEW = "liemchinh.spine.web.errors.csrf_failed"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Liêm Chính"
MFA_PASSKEY_LOGIN_ENABLED = False
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username"]  # no addresses are kept
AXES_USERNAME_CALLABLE = "liemchinh.spine.people.name_tried"
AXES_LOCKOUT_TEMPLATE = "spine/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_IPWARE_META_PRECEDENCE_ORDER: tuple[str, ...] = ()
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = LIEMCHINH_HOME / "static"
STATICFILES_DIRS = [PACKAGE / "spine" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
