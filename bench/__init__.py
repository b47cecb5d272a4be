"""Measures of the product, each a module to run (README.md), on a database of their own."""

import atexit
import os
import shutil
import tempfile

import django
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

# The folder that the test settings make for documents and files goes when the measure has ended.
if str(settings.VAR).startswith(f"{tempfile.gettempdir()}/wuri-test-"):
    atexit.register(shutil.rmtree, settings.VAR, ignore_errors=True)
