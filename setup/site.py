"""Is the site ready to be served? Translations, database, static files and demo data, where missing."""

import os
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from setup.static_files import collect_static_files
from setup.translations import compile_translations


def prepare() -> None:
    """Every part may run again without harm. Translations come first: Django reads them when it starts."""
    compile_translations()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    os.umask(0o077)  # applications and agreements are nobody else's on this machine
    django.setup()
    call_command("check")
    call_command("migrate", interactive=False, verbosity=0)
    if collect_static_files():
        print("Collected the static files")
    if settings.WURI_DEMO:
        call_command("seed_demo")


if __name__ == "__main__":
    try:
        prepare()
    except CommandError as refusal:  # among them what Django's checks found: a sentence, not a traceback
        sys.exit(str(refusal))
