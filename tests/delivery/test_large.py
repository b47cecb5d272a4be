"""The proof of large downloads in a smaller form (`make prove` has a gigabyte and 20 kills)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from operations import backups


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_large_copy_comes_whole_in_constant_memory_and_stops_with_access(tmp_path: Path) -> None:
    backups.copy_database(tables := tmp_path / "tables.sqlite3")
    command = [sys.executable, "-m", "tests.delivery.large", "--megabytes", "40", "--kills", "5"]
    command += ["--tables", str(tables)]
    # Which settings and which database are its own affair.
    own = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
