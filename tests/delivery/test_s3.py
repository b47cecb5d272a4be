"""Sources and snapshots in a store that speaks S3: a real server that refuses a wrong signature, 50 MB in parts."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from applications.models import Dataset
from config.settings.base import data_store
from delivery import snapshots
from delivery.collect import collect
from delivery.copies import path_of
from delivery.models import Snapshot, Source, SourceKind
from delivery.refusals import DataUnavailable
from delivery.snapshots import take
from tests.delivery.lives import a_delivered_life
from tests.factories import MORNING, Life
from tests.servers.s3 import BUCKET, Store, a_store

pytestmark = pytest.mark.django_db
COLUMNS = ("stop_id", "stop_name", "counted_at", "passengers")
MEGABYTES = 50


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with a_store() as started:
        yield started


Use = Callable[..., None]


@pytest.fixture
def use(store: Store, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Use:
    """use(WURI_S3_ENDPOINT="..."): what an installation sets in its environment (docs/operations.md), or otherwise."""
    settings.MEDIA_ROOT = tmp_path

    def set_all(**other: str) -> None:
        said = {
            "WURI_S3_BUCKET": BUCKET, "WURI_S3_ENDPOINT": store.address, "AWS_S3_ACCESS_KEY_ID": store.key,
            "AWS_S3_SECRET_ACCESS_KEY": store.secret, "AWS_S3_REGION_NAME": "us-east-1",
        }  # fmt: skip
        for name, value in (said | other).items():
            monkeypatch.setenv(name, value)
        settings.STORAGES = settings.STORAGES | {name: data_store(name) for name in ("sources", "snapshots")}
        # Both fields have taken their stores when they were loaded.
        monkeypatch.setattr(Snapshot._meta.get_field("file"), "storage", storages["snapshots"])
        monkeypatch.setattr(snapshots.IN_SOURCES, "storage", storages["sources"])

    return set_all


@pytest.fixture
def in_use(store: Store, use: Use) -> Store:
    use()
    return store


@pytest.fixture
def life(in_use: Store) -> Life:
    return a_delivered_life(fields=("stop_id", "stop_name"))


def table(megabytes: float, cell: int = 1000) -> bytes:
    """A CSV of about this size, in long cells."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for n in range(int(megabytes * 1024 * 1024 / (cell + 20))):
        writer.writerow((f"S{n}", "站" * (cell // 3), "2026-09-01", n % 97))
    return text.getvalue().encode()


def stored_source(dataset: Dataset, content: bytes) -> None:
    """The department's own file in its store, under the prefix that Wuri reads from."""
    storages["sources"].save(f"{dataset.code}.csv", ContentFile(content))
    Source.objects.update_or_create(
        dataset=dataset, defaults={"kind": SourceKind.STORE, "location": f"{dataset.code}.csv", "marks_rows": False}
    )


def test_a_snapshot_of_50_mb_goes_there_in_parts_and_comes_back_in_ranges_sign_for_sign(
    life: Life, in_use: Store
) -> None:
    content, dataset = table(MEGABYTES), life.application.dataset
    stored_source(dataset, content)
    snapshot = take(dataset, None, life.moment)
    assert snapshot.sha256 == hashlib.sha256(content).hexdigest() and snapshot.size == len(content) > 49 * 1024 * 1024
    kept = in_use.client().head_object(Bucket=BUCKET, Key=f"snapshots/{snapshot.file.name}")
    # The tag of an object that came in parts ends with how many there were.
    assert kept["ContentLength"] == len(content) and int(kept["ETag"].strip('"').rpartition("-")[2]) >= 6
    with snapshot.file.open("rb") as file:
        file.seek(40 * 1024 * 1024)
        assert file.read(64) == content[40 * 1024 * 1024 : 40 * 1024 * 1024 + 64]


def test_a_copy_is_made_from_it_and_lies_on_this_machine(life: Life, settings: Any) -> None:
    settings.WURI_COPY_AT_ONCE = 1 << 30
    stored_source(life.application.dataset, table(0.1))
    take(life.application.dataset, None, life.moment)
    copy = collect(application=life.application, actor=life.applicant, address=None, now=life.moment)
    assert path_of(copy.file).read_bytes().decode().startswith("stop_id,stop_name\r\nS0,站")
    assert copy.rows == copy.snapshot.rows > 50  # type: ignore[union-attr]


def test_an_object_that_is_not_there_is_told_in_words(life: Life) -> None:
    Source.objects.create(dataset=life.application.dataset, kind=SourceKind.STORE, location="gone.csv")
    with pytest.raises(DataUnavailable):
        take(life.application.dataset, None, life.moment)


def test_a_wrong_secret_is_refused_by_the_store_and_told_in_words(life: Life, in_use: Store, use: Use) -> None:
    dataset = life.application.dataset
    stored_source(dataset, table(0.01))
    use(AWS_S3_SECRET_ACCESS_KEY="x" * len(in_use.secret))
    with pytest.raises(DataUnavailable):
        take(dataset, None, MORNING)


def test_a_store_that_is_down_is_told_in_words(life: Life, use: Use) -> None:
    dataset = life.application.dataset
    Source.objects.create(dataset=dataset, kind=SourceKind.STORE, location="any.csv")
    use(WURI_S3_ENDPOINT="http://127.0.0.1:9", AWS_MAX_ATTEMPTS="1")
    with pytest.raises(DataUnavailable):
        take(dataset, None, MORNING)
