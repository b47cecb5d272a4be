"""A site with its people, empty but for them and the catalogue, on the morning of 10 September 2026."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect
from pytest_django.live_server_helper import LiveServer

from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from jobs.clock import travel
from tests.factories import MORNING, the_cast
from workflow import standards
from workflow.models import ServiceStandard

from .catalogue import fill_catalogue
from .papers import Papers
from .site import Site, taking_turns

# How long a page may keep a person waiting on a busy machine, in milliseconds.
PATIENCE = 30_000


@pytest.fixture(autouse=True)
def what_migrations_seed(transactional_db: None) -> None:
    """A test that commits begins with empty tables; these rows are part of the product."""
    standards.seed(ServiceStandard)
    versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=MORNING)


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> Path:
    """Files of a test go with it."""
    folder = tmp_path / "media"
    settings.MEDIA_ROOT = folder
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder), "file_permissions_mode": 0o600},
        }
    }
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Papers:
    """Documents on the applicant's own machine."""
    return Papers(tmp_path / "desk")


@pytest.fixture
def site(
    live_server: LiveServer, new_context: Callable[..., BrowserContext], settings: Any, own_media: Path
) -> Iterator[Site]:
    """Fails the test at its end for any fault in any browser that entered."""
    settings.WURI_BASE_URL = live_server.url
    expect.set_options(timeout=PATIENCE)
    server = live_server.thread.httpd
    app = server.get_app()
    with travel(MORNING) as time:
        made = Site(live_server.url, the_cast(), time, new_context)
        fill_catalogue(made.cast.provider)
        server.set_app(taking_turns(app, made.turn))
        yield made
        faults = made.leave()
        server.set_app(app)
        made.settles()
    assert not faults, "\n".join(faults)
