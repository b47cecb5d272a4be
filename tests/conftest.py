"""What every test has: real servers to ask for, a database that can be emptied, no way off this machine."""

import os
import shutil
import tempfile
import time
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# How long an example takes says how busy the machine is, not whether the product is right.
hypothesis_settings.register_profile("wuri", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("wuri")

pytest_plugins = [
    "pytester",
    "tests.servers.prepared",
    "tests.emptying",
    "tests.kept",
    "tests.servers.loopback",
    "tests.servers.browser",
    "tests.servers.smtp",
    "tests.servers.http",
]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Run in the time zone that WURI_TEST_TZ names. Django has set the process to its own by now, which would hide
    every place that asks the machine for the time of day instead of asking for Shanghai's."""
    if zone := os.environ.get("WURI_TEST_TZ"):
        os.environ["TZ"] = zone
        time.tzset()


def pytest_report_header() -> str:
    return f"time zone of the process: {os.environ.get('WURI_TEST_TZ') or settings.TIME_ZONE}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest begin first, so that no process is left alone with one at the end. A test of what only PostgreSQL can
    do is passed over on SQLite, and says so."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: python -m tests.servers.postgresql pytest")
    for item in items:
        if item.get_closest_marker("postgresql"):
            item.add_marker(skip)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The folder that the settings made for the tests goes with them; xdist's workers share it."""
    made_by_the_settings = str(settings.VAR).startswith(f"{tempfile.gettempdir()}/wuri-test-")
    if made_by_the_settings and not hasattr(config, "workerinput"):
        shutil.rmtree(settings.VAR, ignore_errors=True)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What the sweep looked at (tests/sweep), so that nobody takes a part of it for the whole."""
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "sweep":
                terminalreporter.write_line(f"sweep, {value}")
