"""Wuri's database and jobs, one small app, and short leases; DATABASE_URL and WORKSHOP come from the test."""

import os
from pathlib import Path

from config.settings.base import database

BASE_DIR = Path(__file__).resolve().parents[3]
WORKSHOP = Path(os.environ.get("WORKSHOP", "."))
SECRET_KEY = "workshop-" + "0" * 50
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = ["jobs", "tests.jobs.workshop"]
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "tests.jobs.workshop.urls"
WSGI_APPLICATION = "config.wsgi.application"
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
WURI_CLOCK_FILE = ""
WURI_JOBS_LEASE_SECONDS = 1.2
WURI_JOBS_RETRY_SECONDS = 0.1
