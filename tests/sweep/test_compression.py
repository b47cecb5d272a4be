"""Pages are sent compressed, files as they are."""

import gzip

import pytest
from django.test import Client

from tests.journeys.addresses import Scene, addresses

pytestmark = pytest.mark.django_db
ASKS = {"accept-encoding": "gzip"}


def test_a_page_is_sent_compressed_to_a_browser_that_can_read_it(cast: object) -> None:
    plain, squeezed = Client().get("/catalogue/"), Client().get("/catalogue/", headers=ASKS)
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert len(squeezed.content) < len(plain.content) / 2
    assert "数据目录" in gzip.decompress(squeezed.content).decode()


def test_a_file_keeps_its_length(scene: Scene, cast: object) -> None:
    address = next(one for one in addresses(scene, ()) if one.name == "calendar-ics")
    answer = Client().get(address.path, headers=ASKS)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
