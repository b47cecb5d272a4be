"""`make run`: one machine, demo people, mail that stays in a folder. Never for real data."""

import os

from .base import *  # noqa: F403
from .base import VAR

WURI_DEMO = True
WURI_SEAL_PASSPHRASE = os.environ.get("WURI_SEAL_PASSPHRASE", "demo-only")
SECRET_KEY = os.environ.get("SECRET_KEY", "demo-only-not-secret-" + "0" * 32)
ALLOWED_HOSTS = ["*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
WURI_OFFICE_HOURS = False  # who tries it out in the evening wants to see the mails
SESSION_COOKIE_NAME = "wuri_demo"
SILENCED_SYSTEM_CHECKS = [
    # A demo is served without TLS on loopback; production.py answers these.
    "security.W004",
    "security.W008",
    "security.W009",
    "security.W012",
    "security.W016",
]
