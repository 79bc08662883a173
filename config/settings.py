"""Django's settings, all in this one file; every choice of the installation comes from the environment.
The database is chosen in database.py; readers that refuse unclear values are in environment.py."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key

from config.database import database_settings
from config.environment import SetupError, read_flag, read_list, read_number, read_text
from config.folders import data_folder, private_text

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_FOLDER = data_folder()
"""Documents, letters, the embedded database and generated secrets live below it; each user makes its own folder."""

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
DEBUG = read_flag("DEBUG", False)
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", LOOPBACK)
ONLY_HERE = set(ALLOWED_HOSTS) <= set(LOOPBACK)
"""The site is reached from this machine only: the demonstration, without TLS."""


def _secret_key() -> str:
    """SECRET_KEY, or for a site on this machine one that is generated once and kept for us only."""
    key = read_text("SECRET_KEY")
    if not key and not ONLY_HERE:
        raise SetupError("SECRET_KEY must be set when ALLOWED_HOSTS names other hosts than this machine.")
    return key or private_text(DATA_FOLDER / "secret_key", get_random_secret_key)


SECRET_KEY = _secret_key()


def _pseudonym_key() -> str:
    """PSEUDONYM_KEY, or for a site on this machine one that is generated once. It stays the same for ever, unlike SECRET_KEY."""
    key = read_text("PSEUDONYM_KEY")
    if not key and not ONLY_HERE:
        raise SetupError("PSEUDONYM_KEY must be set when ALLOWED_HOSTS names other hosts than this machine.")
    return key or private_text(DATA_FOLDER / "pseudonym_key", get_random_secret_key)


PSEUDONYM_KEY = _pseudonym_key()
"""Makes the keys under which people are known (cases.identity). Who changes it loses every link with what was stored."""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "viewflow",
    "viewflow.workflow",
    "procrastinate.contrib.django",
    "csp",
    "audit",
    "cases",
    "letters",
    "workflows",
    "workflows.desk",
    "workflows.api",
    "config",
]
VIEWFLOW = {"AUTOREGISTER": False}  # otherwise it adds middleware and pages of its own
AUTH_USER_MODEL = "cases.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "workflows.api.door.ApiDoor",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = database_settings()
# Seconds that a web process keeps its connection: making one takes longer than most requests, and statements stay prepared.
DATABASES["default"]["CONN_MAX_AGE"] = 60
PROCRASTINATE_DATABASE_ALIAS = "default"

LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True  # files are served from the packages: no collecting step, no folder to keep in step
WHITENOISE_ALLOW_ALL_ORIGINS = False

PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: one working day
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "workflows.desk.errors.not_from_our_page"
CSRF_TRUSTED_ORIGINS = read_list("CSRF_TRUSTED_ORIGINS", ())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not ONLY_HERE
SECURE_HSTS_SECONDS = 0 if ONLY_HERE else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not ONLY_HERE
if read_flag("BEHIND_PROXY", False):  # only behind a proxy that removes this header from outside requests
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Alone on this machine there is no TLS to demand; `check --deploy` keeps these silent only then.
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"] if ONLY_HERE else []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # SQL with its values, and paths with what a visitor typed, are personal data: never at a lower level.
        "django.db.backends": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},
    },
}

DOCUMENT_ROOT = DATA_FOLDER / "documents"
OUTBOX_ROOT = DATA_FOLDER / "outbox"
CACHES = {
    # Counts of failed sign-ins, shared by all web processes of this machine; nothing here is worth a backup.
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_FOLDER / "cache",
        # Past its maximum this cache drops counts at random: a flood of made-up names would open what was barred.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}
LOGIN_URL = "sign_in"
SOURCE_URL = read_text("SOURCE_URL")
"""Where the source text of this installation can be fetched (EUPL-1.2); empty: the page /broncode/ says whom to ask."""
MAX_SUBMISSION_BYTES = 8_000_000
"""The largest submission that is read, attachments included."""
MAX_DOCUMENTS = 20
"""So many documents are read from one message; a larger file is sent in several."""
IDEMPOTENCY_DAYS = read_number("IDEMPOTENCY_DAYS", 90, lowest=1, highest=3650)
"""So long a repeated request is known by its key; an application is known by its window and content for ever."""
REGISTER_SECONDS = read_number("REGISTER_SECONDS", 10, lowest=1, highest=300)
"""How long registers may take to answer; after that they count as out of reach, and a person is asked."""
FILE_UPLOAD_HANDLERS = [
    "workflows.desk.uploads.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

OFFICE = {
    "name": read_text("OFFICE_NAME", "Subsidiebureau Voorbeeld"),
    "return_address": read_text("OFFICE_RETURN_ADDRESS", "Postbus 0000, 2500 AA Voorbeeldstad"),
    "objection_address": read_text("OFFICE_OBJECTION_ADDRESS", "Afdeling Bezwaar, Postbus 0000, 2500 AA Voorbeeldstad"),
    "telephone": read_text("OFFICE_TELEPHONE", "070 000 00 00"),
    "email": read_text("OFFICE_EMAIL", "subsidies@voorbeeld.example"),
    "website": read_text("OFFICE_WEBSITE", "www.voorbeeld.example"),
    "iban": read_text("OFFICE_IBAN", "NL91ABNA0417164300"),
    "signatory_name": read_text("OFFICE_SIGNATORY_NAME", "V. Voorbeeld"),
    "signatory_function": read_text("OFFICE_SIGNATORY_FUNCTION", "Hoofd Subsidies"),
}
"""The sender of letters, with example values. The signatory signs what is no decision, such as a receipt."""

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
