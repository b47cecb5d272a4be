"""Wuri as it is, with mail over a real connection and short waits; the places come from the test."""

import os

from config.settings.test import *  # noqa: F403
from config.settings.test import INSTALLED_APPS, database

INSTALLED_APPS = ["tests.chaos", *INSTALLED_APPS]
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
ROOT_URLCONF = "tests.chaos.urls"
WSGI_APPLICATION = "config.wsgi.application"
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = "127.0.0.1"
EMAIL_PORT = int(os.environ.get("CHAOS_MAIL_PORT", "0"))
EMAIL_TIMEOUT = 1
WURI_OFFICE_HOURS = False
WURI_SMS_ADAPTER = ""
WURI_PUSH_PLAIN_HOSTS = ["127.0.0.1"]
WURI_JOBS_LEASE_SECONDS = 2
WURI_JOBS_RETRY_SECONDS = 0.2
WURI_CHANNEL_PAUSE_SECONDS = 0.5
