"""Running a management command, or a program of PostgreSQL, beside this one."""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.management import CommandError


def manage(*words: str, database_url: str) -> str:
    """`manage.py` with these words on another database; what it printed. Raises CommandError with what it said."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    return run([sys.executable, "-m", "django", *words], environment)


def run(command: Sequence[str], environment: dict[str, str]) -> str:
    """The program's output; raises CommandError with its errors when it fails or is not there."""
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CommandError(str(error)) from error
    if done.returncode:
        raise CommandError(f"{command[0]}: {(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout


def postgresql(program: str, *words: str, database: dict[str, Any]) -> str:
    """pg_dump or pg_restore on a database of settings.DATABASES; the password goes through the environment."""
    environment = {
        **os.environ,
        "PGHOST": str(database["HOST"] or ""),
        "PGPORT": str(database["PORT"] or ""),
        "PGUSER": str(database["USER"] or ""),
        "PGPASSWORD": str(database["PASSWORD"] or ""),
        "PGDATABASE": str(database["NAME"]),
    }
    return run([program, *words], {name: value for name, value in environment.items() if value})
