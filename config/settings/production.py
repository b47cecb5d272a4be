"""A real installation, behind a proxy that speaks TLS. Everything secret comes from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SECRET_KEY, logging_in

if len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must be set in the environment, with at least 50 characters.")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
WURI_BASE_URL = os.environ.get("WURI_BASE_URL", "https://localhost")
# A file that nobody reads is no service: without an adapter of its own, an installation offers no short messages.
WURI_SMS_ADAPTER = os.environ.get("WURI_SMS_ADAPTER", "")
# For a machine that gathers the lines; WURI_LOG_FORM=line brings back those for people.
LOGGING = logging_in(os.environ.get("WURI_LOG_FORM", "json"))
# Monitors and balancers ask by plain http, from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
