"""On which machine was it measured? A number without its machine says little."""

import os
import platform
from pathlib import Path

from django import get_version
from django.db import connection


def described() -> str:
    """Processor, number of cores, load, and the versions that matter, in one line."""
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    versions = f"Python {platform.python_version()}, Django {get_version()}, {_database()}"
    return f"{_processor()}, {os.cpu_count()} cores, load {load}; {versions}"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _database() -> str:
    if connection.vendor != "postgresql":
        return connection.display_name
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return f"PostgreSQL {cursor.fetchone()[0].split()[0]}"
