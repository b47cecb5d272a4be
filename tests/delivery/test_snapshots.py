"""Where data come from, that a snapshot never changes, and what the conditions leave of it."""

import sqlite3
from pathlib import Path

import duckdb
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from applications.conditions import Conditions, Masked
from applications.models import Dataset
from config.settings.base import data_store
from delivery.collect import collect
from delivery.copies import path_of
from delivery.models import Copy, CopyStatus, Snapshot, Source
from delivery.models.snapshot import SnapshotIsFixed
from delivery.refusals import DataUnavailable
from delivery.snapshots import current, take
from jobs import runner
from jobs.clock import travel
from tests.delivery.lives import DELIVERED, a_delivered_life
from tests.delivery.tables import HEADER, a_table, as_csv
from tests.factories import MORNING, Life, a_dataset, a_life, shanghai, the_cast

pytestmark = pytest.mark.django_db
LATER = shanghai("2026-09-11 12:00")


def content(snapshot: Snapshot) -> str:
    with snapshot.file.open("rb") as file:
        return str(file.read().decode())


def test_a_snapshot_says_what_it_holds() -> None:
    snapshot = current(a_dataset(the_cast().provider), MORNING)
    assert (snapshot.number, snapshot.rows, len(snapshot.sha256)) == (1, 3, 64)
    assert [column["name"] for column in snapshot.schema] == list(HEADER)
    assert snapshot.size == len(content(snapshot).encode())


def test_the_same_file_makes_no_second_snapshot_and_a_new_one_does() -> None:
    dataset = a_dataset(the_cast().provider)
    first = current(dataset, MORNING)
    assert current(dataset, LATER) == first
    dataset.data_file.save("new.csv", ContentFile(as_csv([("S9", "x", "2026-09-01T08:00", "1")])))
    second = current(dataset, LATER)
    assert (second.number, second.rows) == (2, 1)
    assert "S001" in content(first)


@pytest.mark.both
def test_a_snapshot_is_never_changed() -> None:
    snapshot = current(a_dataset(the_cast().provider), MORNING)
    snapshot.rows = 7
    with pytest.raises(SnapshotIsFixed):
        snapshot.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.update(rows=7)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE delivery_snapshot SET sha256 = 'x'")


def test_a_file_in_the_store_of_sources_is_read_from_there() -> None:
    storages["sources"].save("traffic/stops.csv", ContentFile(as_csv([("S1", "a", "2026-09-01T08:00", "1")])))
    dataset = a_dataset(the_cast().provider, data_file="")
    Source.objects.create(dataset=dataset, kind="store", location="traffic/stops.csv")
    assert "S1,a,2026-09-01T08:00,1" in content(take(dataset, the_cast().handler, MORNING))


QUERY = "SELECT stop_id, stop_name, counted_at, passengers FROM counts WHERE passengers >= :least ORDER BY stop_id"
ROWS = [("S1", "甲", "2026-09-01T08:00", 5), ("S2", "乙", "2026-09-01T08:00", 50), ("S3", None, "", 70)]


def a_database(kind: str, folder: Path) -> str:
    """The address of a database of that kind with a table of counts."""
    make = "CREATE TABLE counts (stop_id VARCHAR, stop_name VARCHAR, counted_at VARCHAR, passengers INTEGER)"
    path = folder / f"counts.{kind}"
    database = duckdb.connect(str(path)) if kind == "duckdb" else sqlite3.connect(path)
    database.execute(make)
    for row in ROWS:
        database.execute("INSERT INTO counts VALUES (?, ?, ?, ?)", row)
    database.commit()
    database.close()
    return f"{kind}:///{path}"


@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_a_table_is_reached_by_a_fixed_query_with_its_parameters(kind: str, tmp_path: Path) -> None:
    dataset = a_dataset(the_cast().provider, data_file="")
    Source.objects.create(dataset=dataset, kind="query", connection="counts", query=QUERY, parameters={"least": 50})
    with override_settings(WURI_DATA_CONNECTIONS={"counts": a_database(kind, tmp_path)}):
        snapshot = take(dataset, the_cast().handler, MORNING)
    assert content(snapshot).splitlines() == [
        "stop_id,stop_name,counted_at,passengers", "S2,乙,2026-09-01T08:00,50", "S3,,,70",
    ]  # fmt: skip
    dataset.refresh_from_db()
    assert dataset.row_count == 2


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM counts", "SELECT 1; DROP TABLE counts", "SELECT stop_id FROM counts", "SELECT nothing",
     "SELECT * FROM read_csv('/etc/passwd')"],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["sqlite", "duckdb"])
def test_what_is_no_fixed_question_is_refused(kind: str, query: str, tmp_path: Path) -> None:
    dataset = a_dataset(the_cast().provider, data_file="")
    Source.objects.create(dataset=dataset, kind="query", connection="counts", query=query)
    with (
        override_settings(WURI_DATA_CONNECTIONS={"counts": a_database(kind, tmp_path)}),
        pytest.raises(DataUnavailable),
    ):
        take(dataset, None, MORNING)
    assert not Snapshot.objects.exists()


def summed_life(dataset: Dataset, method: str) -> Life:
    life = a_life(dataset=dataset)
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    masked = (Masked("passengers", "客流量", method),)
    life.do("approve", conditions=Conditions(("stop_name", "passengers"), "download", 12, masked=masked))
    for verb in DELIVERED:
        life.do(verb)
    return life


@pytest.mark.parametrize(("method", "said"), [("sum", "a,15\r\nb,100\r\n"), ("mean", "a,3\r\nb,20\r\n")])
def test_rows_are_summed_up_and_small_groups_left_out(method: str, said: str) -> None:
    table = [(f"S{n}", "a", "", str(n)) for n in range(1, 6)] + [(f"T{n}", "b", "", "20") for n in range(5)]
    dataset = a_dataset(the_cast().provider, data_file="")
    dataset.data_file.save("x.csv", ContentFile(as_csv([*table, ("U", "c", "", "7")])))
    life = summed_life(dataset, method)
    copy = collect(application=life.application, actor=life.applicant, address=None, now=life.moment)
    assert path_of(copy.file).read_bytes().decode() == "stop_name,passengers\r\n" + said


def test_the_preview_shows_what_the_applicant_will_get(client: Client) -> None:
    life = summed_life(a_dataset(the_cast().provider), "tens")
    client.force_login(life.cast.handler)
    page = client.get(reverse("data-preview", args=[life.pk])).content.decode()
    assert "人民广场" in page
    assert "410" in page
    assert "412" not in page
    assert "站点编号、统计时间" in page
    assert "客流量：数值取整到十" in page


@pytest.mark.parametrize(
    ("part", "status"), [("applicant", 404), ("stranger", 404), ("assessor", 200), ("supervisor", 200), ("person", 404)]
)
def test_the_preview_is_for_those_who_deal_with_the_case(client: Client, part: str, status: int) -> None:
    life = a_delivered_life()
    client.force_login(life.cast.people[part])
    assert client.get(reverse("data-preview", args=[life.pk])).status_code == status


def test_a_handler_uploads_a_file_and_the_next_download_is_from_it(client: Client) -> None:
    life = a_delivered_life()
    client.force_login(life.cast.handler)
    address = reverse("dataset-data", args=["JT-0001"])
    new = ContentFile(as_csv([("S9", "新站", "2026-09-11T08:00", "1")]), name="new.csv")
    with travel(LATER):
        assert client.post(address, {"file": new}, follow=True).status_code == 200
    copy = collect(application=life.application, actor=life.applicant, address=None, now=LATER)
    assert path_of(copy.file).read_bytes().decode() == "stop_name,stop_id\r\n新站,S9\r\n"


@pytest.mark.parametrize("sent", [b"", b"stop_id\nS1\n", b"a,b\n1\n", "站,人\n".encode("gb18030")])
def test_a_file_that_does_not_fit_is_refused_with_what_to_mend(client: Client, sent: bytes) -> None:
    dataset = a_dataset(the_cast().provider)
    client.force_login(the_cast().handler)
    response = client.post(reverse("dataset-data", args=["JT-0001"]), {"file": ContentFile(sent, name="x.csv")})
    assert response.status_code == 422
    dataset.refresh_from_db()
    assert dataset.row_count == 3


@pytest.mark.parametrize("part", ["applicant", "consulted_handler", "sysadmin", "supervisor"])
def test_nobody_else_sees_the_source(client: Client, part: str) -> None:
    a_dataset(the_cast().provider)
    client.force_login(the_cast().people[part])
    assert client.get(reverse("dataset-data", args=["JT-0001"])).status_code == 404


def test_large_data_are_prepared_by_the_background(client: Client) -> None:
    life = a_delivered_life(dataset=a_table(300), fields=("stop_id",), quota=1)
    client.force_login(life.applicant)
    with override_settings(WURI_COPY_AT_ONCE=100), travel(LATER):
        page = client.post(reverse("data-download", args=[life.pk]), follow=True).content.decode()
        assert "CSV 副本正在准备" in page
        runner.run_due()
        assert "链接有效期至" in client.get(reverse("my-data")).content.decode()
    copy = Copy.objects.get()
    assert copy.status == CopyStatus.READY
    entry = life.application.case.events.get(name="collect")
    assert (entry.actor, entry.seq) == (life.applicant, copy.seq)


def test_what_was_revoked_while_the_background_worked_is_not_handed_over(client: Client) -> None:
    life = a_delivered_life(dataset=a_table(300), fields=("stop_id",))
    client.force_login(life.applicant)
    with override_settings(WURI_COPY_AT_ONCE=100), travel(LATER):
        client.post(reverse("data-download", args=[life.pk]))
        life.do("revoke")
        runner.run_due()
    copy = Copy.objects.get()
    assert (copy.status, copy.problem) == (CopyStatus.FAILED, "access_ended")


def test_snapshots_can_be_kept_where_s3_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WURI_S3_BUCKET", "data")
    monkeypatch.setenv("WURI_S3_ENDPOINT", "https://s3.example")
    store = storages.create_storage(data_store("snapshots"))
    assert (type(store).__name__, store.bucket_name, store.location) == ("S3Storage", "data", "snapshots")
