"""What holds everywhere. Each installation sets its own through the environment (docs/operations.md)."""

import json
import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("WURI_VAR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "operations",
    "conduct",
    "feedback",
    "applications",
    "delivery",
    "notifications",
    "workflow",
    "calendars",
    "accounts",
    "jobs",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "django_filters",
    "allauth",
    "allauth.account",
    "csp",
    "viewflow",
    "viewflow.workflow",
]

MIDDLEWARE = [
    "operations.request_log.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.compression.CompressedPages",
    # Outside all that may refuse a request, so that the page of the refusal has its policy too.
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "applications.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "applications.views.refused.RefusalMiddleware",
]
# Its own middleware and Material front end are not used: Wuri has its own pages.
VIEWFLOW = {"AUTOREGISTER": False}

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "applications.shell.shell",
                "notifications.unread.unread",
                "accounts.demo.demo_people",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def database(url: str) -> dict[str, Any]:
    """One machine: SQLite whose writers queue; more: PostgreSQL by DATABASE_URL (docs: ENGINE)."""
    if url:
        settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
        if "sqlite" not in settings["ENGINE"]:
            return settings
        name = settings["NAME"]
    else:
        VAR.mkdir(parents=True, exist_ok=True)
        name = str(VAR / "wuri.sqlite3")
    return {
        "ENGINE": "config.sqlite_queue",
        "NAME": name,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                "PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-16000;"
            ),
        },
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "accounts.backends.ActiveStaffBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "workflow.access.DepartmentBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignupForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "accounts.models.display_name"
ACCOUNT_EMAIL_VERIFICATION = os.environ.get("WURI_EMAIL_VERIFICATION", "mandatory")
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
# Beside allauth's own: reports of breaches that may come from one network address.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "report_breach": os.environ.get("WURI_BREACH_REPORTS_RATE", "10/h/ip"),
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", _("英文"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True


def data_store(name: str) -> dict[str, Any]:
    """This machine's disk, or with WURI_S3_BUCKET a store that speaks S3, whose keys the environment has
    (docs/operations.md)."""
    if bucket := os.environ.get("WURI_S3_BUCKET", ""):
        options = {"bucket_name": bucket, "location": name, "file_overwrite": False, "querystring_auth": True}
        if address := os.environ.get("WURI_S3_ENDPOINT", ""):
            options["endpoint_url"] = address
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    # Beside the other files, so that a backup has them.
    options = {"location": str(VAR / "media" / name), "file_permissions_mode": 0o600}
    return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}


STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT), "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Where data come from, and the snapshots of them; copies in the making stay on the disk of the machine.
    "sources": data_store("sources"),
    "snapshots": data_store("snapshots"),
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_PERMISSIONS = 0o600

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "wuri@localhost")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

SITE_NAME = _("公共数据有条件开放申请服务")
WURI_BASE_URL = os.environ.get("WURI_BASE_URL", "http://127.0.0.1:8000")
WURI_DEMO = False
WURI_CLOCK_FILE = os.environ.get("WURI_CLOCK_FILE", "")
WURI_JOBS_KEEP_DAYS = 30
# Whether official messages wait for office hours, of those who have not chosen.
WURI_OFFICE_HOURS = True
# How short messages are sent (notifications/channels/sms.py); "" where there is no way.
WURI_SMS_ADAPTER = os.environ.get("WURI_SMS_ADAPTER", "notifications.channels.sms.FileSink")
WURI_SMS_FOLDER = VAR / "sms"
# Hosts that webhooks and robots may be on (none named: any), and those that may be called without TLS.
WURI_PUSH_HOSTS = [host for host in os.environ.get("WURI_PUSH_HOSTS", "").split(",") if host]
WURI_PUSH_PLAIN_HOSTS = [host for host in os.environ.get("WURI_PUSH_PLAIN_HOSTS", "").split(",") if host]
# Working days that a consulted department has for its answer, and whether a case waits for it beyond them.
WURI_CONSULTATION_DAYS = int(os.environ.get("WURI_CONSULTATION_DAYS", "2"))
WURI_SILENCE_BLOCKS = os.environ.get("WURI_SILENCE_BLOCKS", "") == "1"
# The share of what opens at once that people look at again: 0 for none, 1 for all.
WURI_FAST_TRACK_SAMPLE = float(os.environ.get("WURI_FAST_TRACK_SAMPLE", "0.1"))
WURI_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
# The on-time rate that departments are held against, in percent; the promise itself is every reply in time.
WURI_ON_TIME_TARGET = float(os.environ.get("WURI_ON_TIME_TARGET", "95"))
# A department with fewer replies in a period is named on the public page without its figures.
WURI_PUBLIC_MINIMUM = int(os.environ.get("WURI_PUBLIC_MINIMUM", "5"))
# The departments' databases that data may be read from, by the names that sources use: {"traffic": "postgresql+psycopg://
# reader:...@host/db", "lake": "duckdb:////srv/lake.duckdb"}.
WURI_DATA_CONNECTIONS = json.loads(os.environ.get("WURI_DATA_CONNECTIONS", "{}"))
# A snapshot up to this size is made into a copy while the person waits; a larger one by the background.
WURI_COPY_AT_ONCE = int(os.environ.get("WURI_COPY_AT_ONCE", str(16 * 1024 * 1024)))
# How long a link to a copy works, in hours; requests a person may make of copies in a minute.
WURI_LINK_HOURS = int(os.environ.get("WURI_LINK_HOURS", "24"))
WURI_TRANSFERS_A_MINUTE = int(os.environ.get("WURI_TRANSFERS_A_MINUTE", "60"))
# Calls of the data interface that a key may make in a minute, and all keys of a grant in a day.
WURI_API_CALLS_A_MINUTE = int(os.environ.get("WURI_API_CALLS_A_MINUTE", "120"))
WURI_API_CALLS_A_DAY = int(os.environ.get("WURI_API_CALLS_A_DAY", "20000"))
# The sandbox that data are handed over into: "local" is a folder of this machine, an address that of a service
# (docs/sandbox-service.md).
WURI_SANDBOX = os.environ.get("WURI_SANDBOX", "local")
WURI_SANDBOX_TOKEN = os.environ.get("WURI_SANDBOX_TOKEN", "")
WURI_SANDBOX_FOLDER = os.environ.get("WURI_SANDBOX_FOLDER", str(VAR / "sandbox"))
# A renewal is asked for at most so many days before the agreement's end, and so many after it.
WURI_RENEWAL_DAYS_BEFORE = int(os.environ.get("WURI_RENEWAL_DAYS_BEFORE", "60"))
WURI_RENEWAL_DAYS_AFTER = int(os.environ.get("WURI_RENEWAL_DAYS_AFTER", "10"))
# Groups of fewer rows are left out where data are summed up.
WURI_SMALLEST_GROUP = int(os.environ.get("WURI_SMALLEST_GROUP", "5"))
# Electronic seals: "local" makes trial certificates of its own; an address is that of a seal service
# (docs/seal-service.md), whose roots are in a PEM file.
WURI_SEAL_SERVICE = os.environ.get("WURI_SEAL_SERVICE", "local")
WURI_SEAL_TOKEN = os.environ.get("WURI_SEAL_TOKEN", "")
WURI_SEAL_ROOTS = os.environ.get("WURI_SEAL_ROOTS", "")
WURI_SEAL_FOLDER = VAR / "seals"
WURI_SEAL_PASSPHRASE = os.environ.get("WURI_SEAL_PASSPHRASE", "")

# What follows entries of the journal, in order, inside their transaction. Each is f(changes) -> None: one change for
# a person's entry, many where the system enters something in many cases at once.
WURI_REACTIONS = [
    "applications.orders.follow",
    "delivery.reactions.follow",
    "notifications.reactions.announce",
]
# What is on record of an applicant: f(applicant_id, body_id, today) -> applications.past_conduct.PastConduct.
WURI_PAST_CONDUCT = "conduct.past.of_applicant"
# What the demonstration shows beside its applications: each f(now) -> None, once.
WURI_DEMO_SEEDS = ["conduct.demo.seed"]
# What one round of the clock does, in order (applications/tick.py). Each is f(now) -> int, how much it did.
WURI_SWEEPS = [
    "workflow.sweep.sweep_rungs",
    "applications.sweeps.lapse_overdue",
    "applications.sweeps.record_silences",
    "applications.sweeps.deliver_successors",
    "applications.sweeps.close_ended",
    "applications.sweeps.open_fast_track",
    "applications.sampling.draw_samples",
    "delivery.sweeps.remind",
    "conduct.sweeps.remind",
    "feedback.sweeps.sweep_matters",
    "notifications.digest.send_digests",
    "notifications.summary.send_summaries",
]

# What else a supervisor's daily digest has: each is f(day) -> lines of text (notifications/digest.py).
WURI_DIGEST_PARTS = ["feedback.digest.lines"]

# What packages above the applications add to the demonstration: each is f(moments) (applications/demo/moments.py).
WURI_DEMO_PARTS = ["feedback.demo.seed"]

# Who may read /metrics from elsewhere than loopback says this word ("Authorization: Bearer ...").
WURI_METRICS_TOKEN = os.environ.get("WURI_METRICS_TOKEN", "")


def logging_in(form: str) -> dict[str, Any]:
    """Log lines as "json" (one object a line, with its request and its case: jobs/trace.py) or as "line", for people,
    who need not see each request."""
    detail = "INFO" if form == "json" else "WARNING"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
            "json": {"()": "jobs.trace.JsonLines"},
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "wuri": {"level": "INFO"},
            "wuri.requests": {"level": detail},
            "wuri.journal": {"level": detail},
            "jobs": {"level": "INFO"},
        },
    }


LOGGING = logging_in(os.environ.get("WURI_LOG_FORM", "line"))
