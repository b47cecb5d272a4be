"""What every test has: real servers to ask for, a database that can be emptied, no way off this machine."""

import shutil
import tempfile

import pytest
from django.conf import settings
from django.db import connection

pytest_plugins = [
    "pytester",
    "tests.emptying",
    "tests.servers.loopback",
    "tests.servers.browser",
    "tests.servers.smtp",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test of what only PostgreSQL can do is passed over on SQLite, and says so."""
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
