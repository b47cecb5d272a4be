"""The applicant's browser, his cast and his calendar."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jobs import clock
from jobs.clock import Journey
from tests.factories import MORNING, Cast, the_cast


@pytest.fixture(autouse=True)
def own_media(settings: Any, tmp_path: Path) -> None:
    """Files of a test go with it."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path), "file_permissions_mode": 0o600},
        }
    }


@pytest.fixture
def now() -> Iterator[Journey]:
    """It is 10 September 2026, 15:00 in Shanghai, until the test moves on."""
    with clock.travel(MORNING + timedelta(hours=6)) as journey:
        yield journey


@pytest.fixture
def cast(db: None) -> Cast:
    return the_cast()


@pytest.fixture
def applicant(client: Client, cast: Cast, now: Journey) -> Client:
    """Signed in as the applicant of 沪桥智行."""
    client.force_login(cast.applicant)
    return client
