"""The proof of large downloads in a smaller form (`make prove` has a gigabyte and 20 kills)."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.slow
def test_a_large_copy_comes_whole_in_constant_memory_and_stops_with_access() -> None:
    command = [sys.executable, "-m", "tests.delivery.large", "--megabytes", "40", "--kills", "5"]
    # Which settings and which database are its own affair.
    own = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")}
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=own, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
