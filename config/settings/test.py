"""`make test`: the demo's parts with quick password hashing and a folder of its own."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("WURI_VAR", tempfile.mkdtemp(prefix="wuri-test-"))

from .base import *  # noqa: F403
from .base import STORAGES, database

VAR = Path(os.environ["WURI_VAR"])
SECRET_KEY = "test-only-not-secret-" + "0" * 32
WURI_DEMO = True
WURI_SEAL_PASSPHRASE = "test-only"
ALLOWED_HOSTS = ["*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = VAR / "mail"
WURI_SEAL_FOLDER = VAR / "seals"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
if DATABASES["default"]["ENGINE"] == "config.sqlite_queue":
    # Said outright, or each of several test processes would look for a file named after the engine's.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
