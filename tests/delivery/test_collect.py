"""Is every download checked, written into the journal and counted, and handed over as it was written down?"""

import hashlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery import refusals
from delivery.collect import collect
from delivery.copies import Made, make, path_of
from delivery.models import Copy
from notifications.models import Message
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, case_in, the_cast
from workflow.journal import first_break
from workflow.models import Event
from workflow.refusals import NotYours

pytestmark = [pytest.mark.both, pytest.mark.django_db]

A_MINUTE = timedelta(minutes=1)


def take(life: Life, **said: Any) -> Copy:
    """The applicant takes the data; a minute passes."""
    actor = said.pop("actor", life.applicant)
    collected = collect(application=life.application, actor=actor, address="192.0.2.7", now=said.pop("at", life.moment))
    life.moment += A_MINUTE
    return collected


def body(copy: Copy) -> bytes:
    return path_of(copy.file).read_bytes()


def entries(life: Life) -> list[Event]:
    return list(Event.objects.filter(case=life.pk, name="collect").order_by("seq"))


def test_the_granted_columns_are_handed_over_in_the_granted_order() -> None:
    said = body(take(a_delivered_life())).decode()
    assert said == "stop_name,stop_id\r\n人民广场,S001\r\n陆家嘴,S002\r\n徐家汇,S003\r\n"


def test_the_journal_says_what_was_handed_over_to_whom_and_where() -> None:
    life = a_delivered_life()
    at = life.moment
    collected = take(life)
    (entry,) = entries(life)
    content = body(collected)
    snapshot = life.application.dataset.snapshots.get()
    assert (entry.at, entry.actor, entry.capacity) == (at, life.applicant, "applicant")
    assert entry.facts == {
        "dataset": "JT-0001",
        "agreement": life.application.agreement.number,
        "name": collected.name,
        "fields": ["stop_name", "stop_id"],
        "left_out": ["counted_at", "passengers"],
        "format": "csv",
        "methods": {},
        "rows": 3,
        "marked": 0,
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        "snapshot": {"number": 1, "sha256": snapshot.sha256},
        "address": "192.0.2.7",
    }


def test_a_download_leaves_the_journal_whole_and_the_case_where_it_was() -> None:
    life = a_delivered_life()
    take(life)
    case = life.application.case
    assert case.state == "in_use"
    assert first_break(case.pk, case.state, case.seq, case.head, case.events.order_by("seq").iterator()) is None


def test_a_download_tells_nobody() -> None:
    life = a_delivered_life()
    before = Message.objects.count()
    take(life)
    assert Message.objects.count() == before


def test_the_name_of_the_file_tells_where_it_comes_from() -> None:
    life = a_delivered_life()
    number, at = life.application.number, life.moment
    assert take(life).name == f"公交站点实时客流数据集_{number}_{at:%Y%m%d-%H%M%S}.csv"


def test_a_title_with_signs_that_a_file_system_dislikes_makes_a_name_without_them() -> None:
    life = a_delivered_life()
    dataset = life.application.dataset
    dataset.title = '../../a\\b:c*?"<>|\r\n公交（2026）'
    dataset.save()
    assert take(life).name.startswith("abc公交（2026）_SQ-")


def test_a_colleague_of_the_applicant_may_take_the_data_too() -> None:
    life = a_delivered_life()
    take(life, actor=life.cast.colleague)
    assert entries(life)[0].actor == life.cast.colleague


@pytest.mark.parametrize("part", ["stranger", "handler", "approver", "supervisor", "auditor", "sysadmin"])
def test_nobody_else_may(part: str) -> None:
    life = a_delivered_life()
    with pytest.raises(NotYours):
        take(life, actor=life.cast.people[part])
    assert entries(life) == []


def test_the_quota_counts_everyones_downloads_together() -> None:
    life = a_delivered_life(quota=2)
    take(life)
    take(life, actor=life.cast.colleague)
    with pytest.raises(refusals.QuotaUsedUp):
        take(life)
    assert len(entries(life)) == 2


def test_a_second_click_gives_the_same_file_and_is_not_counted() -> None:
    life = a_delivered_life(quota=1)
    at = life.moment
    first, second = take(life, at=at), take(life, at=at + timedelta(seconds=2))
    assert first == second
    assert len(entries(life)) == 1


def test_a_second_click_of_somebody_else_is_his_first() -> None:
    life = a_delivered_life(quota=1)
    at = life.moment
    take(life, at=at)
    with pytest.raises(refusals.QuotaUsedUp):
        take(life, at=at + timedelta(seconds=2), actor=life.cast.colleague)


def test_a_second_click_after_the_data_changed_is_another_download() -> None:
    life = a_delivered_life(quota=1)
    at = life.moment
    take(life, at=at)
    new = b"stop_id,stop_name,counted_at,passengers\nS009,x,2026-09-01T08:00,1\n"
    life.application.dataset.data_file.save("new.csv", ContentFile(new))
    with pytest.raises(refusals.QuotaUsedUp):
        take(life, at=at + timedelta(seconds=2))
    assert len(entries(life)) == 1


@pytest.mark.parametrize(
    ("verb", "refused"),
    [
        ("suspend", refusals.AccessSuspended),
        ("revoke", refusals.AccessEnded),
        ("close", refusals.AccessEnded),
    ],
)
def test_when_access_has_stopped_nothing_is_handed_over(verb: str, refused: type[Exception]) -> None:
    life = a_delivered_life()
    life.do(verb)
    with pytest.raises(refused):
        take(life)
    assert entries(life) == []


def test_after_a_suspension_access_goes_on() -> None:
    life = a_delivered_life()
    life.do("suspend")
    life.do("resume")
    take(life)
    assert len(entries(life)) == 1


def test_the_end_of_the_agreement_stops_access_even_while_the_case_is_still_in_use() -> None:
    life = a_delivered_life(months=1)
    end = life.application.grant.ends_at
    take(life, at=end - timedelta(seconds=1))
    with pytest.raises(refusals.AgreementExpired):
        take(life, at=end)


def test_what_is_delivered_by_an_interface_is_not_to_be_had_as_a_file() -> None:
    with pytest.raises(refusals.NotByDownload):
        take(a_delivered_life(mode="api"))


def test_before_the_delivery_there_is_nothing_to_collect() -> None:
    application = case_in("delivering")
    with pytest.raises(refusals.NotDelivered):
        collect(application=application, actor=the_cast().applicant, address=None, now=application.created_at)


def test_a_missing_file_is_not_counted_and_not_written_down() -> None:
    life = a_delivered_life(quota=1)
    file = life.application.dataset.data_file
    file.storage.delete(file.name)
    with pytest.raises(refusals.DataUnavailable):
        take(life)
    assert entries(life) == []


def test_a_suspension_while_the_file_was_being_made_is_seen_under_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    life = a_delivered_life()

    def meanwhile(*given: Any) -> Made:
        made = make(*given)
        life.do("suspend")
        files.append(made.file)
        return made

    files: list[str] = []
    monkeypatch.setattr("delivery.collect.make", meanwhile)
    with pytest.raises(refusals.Refused):
        take(life)
    assert entries(life) == []
    assert not path_of(files[0]).exists()
    assert not Copy.objects.exists()


def test_a_download_costs_the_same_number_of_queries_however_many_came_before() -> None:
    def queries(life: Life) -> int:
        with CaptureQueriesContext(connection) as captured:
            take(life)
        return len(captured)

    life = a_delivered_life()
    take(life)  # makes the snapshot
    first = queries(life)
    for _more in range(5):
        take(life)
    assert queries(life) == first
