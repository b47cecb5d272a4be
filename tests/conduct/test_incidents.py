"""A security incident stops a data set for everybody at once, tells whom it concerns, and is lifted by another."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applications.refusals import HeldBack
from conduct import recording
from conduct.actions.add_measure import add_measure
from conduct.actions.lift_incident import lift_incident
from conduct.actions.report_incident import report_incident
from conduct.models import Incident
from conduct.refusals import SecondPersonLifts, StoppedAlready
from delivery import keys, transfer
from delivery.collect import collect, grant_of
from delivery.models import Transfer
from delivery.refusals import DataHalted
from jobs.clock import travel
from jobs.runner import run_due
from notifications.models import Message
from tests.conduct.matters import NOON
from tests.delivery.lives import a_delivered_life
from tests.delivery.tables import a_table
from tests.factories import Life, a_dataset, a_life, shanghai
from workflow.models import Event
from workflow.refusals import NotYours

pytestmark = pytest.mark.django_db
WHAT = "发现下载日志异常，可能泄露。"
AFTERNOON = shanghai("2026-09-11 15:00")


@pytest.fixture
def life() -> Life:
    return a_delivered_life()


def stop(life: Life, actor: Any = None, now: Any = NOON) -> Incident:
    actor = actor or life.cast.handler
    with travel(now):
        return report_incident(dataset=life.application.dataset, actor=actor, what=WHAT, noticed_at=NOON, now=now)


def post(user: Any, name: str, args: list[Any], said: dict[str, Any]) -> Any:
    client = Client()
    client.force_login(user)
    with travel(NOON):
        return client.post(reverse(name, args=args), said)


@pytest.mark.both
def test_an_incident_cuts_a_running_download(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfer, "PIECE", 1000)
    monkeypatch.setattr(transfer, "LOOK", 0.0)
    life = a_delivered_life(dataset=a_table(500), fields=("stop_id", "counted_at"))
    client = Client()
    client.force_login(life.applicant)
    with travel(NOON):
        copy = collect(application=life.application, actor=life.applicant, address=None, now=NOON)
        running = iter(client.get(reverse("data-copy", args=[copy.token])).streaming_content)
        first = next(running)
        said = {"dataset": life.application.dataset_id, "what": WHAT, "noticed_at": "2026-09-11T11:30"}
        assert post(life.cast.handler, "incident-new", [], said).status_code == 302
        rest = b"".join(running)
    assert len(first + rest) < copy.size
    assert Transfer.objects.get().outcome == "data_halted"


def test_every_grant_and_key_of_the_data_set_is_stopped_and_no_other(life: Life) -> None:
    cast = life.cast
    interface = a_delivered_life(dataset=life.application.dataset, mode="api", body=cast.other_body)
    secret = keys.issue(grant=grant_of(interface.application), actor=cast.stranger, name="调度", now=NOON)[1]
    other = a_delivered_life(dataset=a_dataset(cast.provider, "JT-0002"))
    stop(life)
    with pytest.raises(DataHalted):
        collect(application=life.application, actor=life.applicant, address=None, now=NOON)
    with travel(NOON):
        answer = Client().get("/api/v1/rows", headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.json()["code"]) == (403, "data_halted")
    assert collect(application=other.application, actor=cast.applicant, address=None, now=NOON).size


@pytest.mark.both
def test_a_delivery_is_held_back_until_the_incident_is_lifted(life: Life) -> None:
    waiting = a_life(dataset=life.application.dataset)
    for verb in ("submit", "accept", "assess", "approve", "sign", "seal"):
        waiting.do(verb)
    incident = stop(life)
    with pytest.raises(HeldBack):
        waiting.do("deliver")
    assert waiting.application.case.state == "delivering"
    lift_incident(incident=incident, actor=life.cast.supervisor, reason="已排除。", now=AFTERNOON)
    waiting.do("deliver")
    assert waiting.application.case.state == "in_use"


@pytest.mark.both
def test_everyone_concerned_is_told_once_and_the_page_says_who_and_when(life: Life) -> None:
    cast = life.cast
    a_delivered_life(dataset=life.application.dataset, body=None)
    incident = stop(life)
    told = {message.recipient for message in Message.objects.filter(kind="incident", seq=incident.pk)}
    office = {cast.handler, cast.second_handler, cast.assessor, cast.approver, cast.deputy_leader, cast.supervisor}
    assert told == {cast.applicant, cast.colleague, cast.person} | office
    with travel(NOON):
        run_due()
    client = Client()
    client.force_login(cast.supervisor)
    page = client.get(reverse("incident", args=[incident.pk])).content.decode()
    assert all(user.name in page for user in told)
    assert page.count("2026-09-11 12:00") >= len(told) * 2  # told, and mailed
    (entry,) = [one for one in recording.entries_of(incident) if one.name == "tell"]
    assert {one["name"] for one in entry.facts["to"]} == {user.name for user in told}


@pytest.mark.both
def test_each_case_notes_it_once_in_its_journal(life: Life) -> None:
    incident = stop(life)
    for _again in range(2):
        with travel(NOON):
            run_due()
    with travel(AFTERNOON):
        lift_incident(incident=incident, actor=life.cast.approver, reason="已排除。", now=AFTERNOON)
        run_due()
    noted = Event.objects.filter(case=life.pk, name__in=["stop_data", "release_data"]).order_by("seq")
    assert [(one.name, one.facts["incident"]) for one in noted] == [
        ("stop_data", incident.number), ("release_data", incident.number),
    ]  # fmt: skip


@pytest.mark.both
def test_a_second_person_lifts_it_with_a_reason_and_all_is_as_before(life: Life) -> None:
    cast = life.cast
    suspended = a_delivered_life(dataset=life.application.dataset)
    suspended.do("suspend")
    incident = stop(life)
    with pytest.raises(SecondPersonLifts):
        lift_incident(incident=incident, actor=cast.handler, reason="没事了", now=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(lifted_by=cast.handler, lifted_at=NOON, reason="没事了")
    assert post(cast.approver, "incident-lift", [incident.pk], {"reason": ""}).status_code == 422
    add_measure(incident=incident, actor=cast.second_handler, text="封禁异常地址。", now=NOON)
    assert post(cast.approver, "incident-lift", [incident.pk], {"reason": "排查完毕。"}).status_code == 302
    assert collect(application=life.application, actor=life.applicant, address=None, now=NOON).size
    assert suspended.application.case.state == "suspended"
    names = [one.name for one in recording.entries_of(incident)]
    assert names == ["report", "tell", "measure", "lift"]
    assert recording.first_fault(recording.entries_of(incident)) == ""
    assert Message.objects.filter(kind="incident_lifted").count() == Message.objects.filter(kind="incident").count()


def test_one_incident_at_a_time_and_by_whoever_may(life: Life) -> None:
    for part in ("applicant", "stranger", "assessor", "consulted_handler", "auditor", "sysadmin"):
        with pytest.raises(NotYours):
            stop(life, life.cast.people[part])
    stop(life)
    with pytest.raises(StoppedAlready):
        stop(life, life.cast.supervisor)
    said = {"dataset": life.application.dataset_id, "what": WHAT, "noticed_at": "2026-09-11T11:30"}
    assert post(life.cast.supervisor, "incident-new", [], said).status_code == 409
    late = said | {"noticed_at": "2026-09-12T11:30"}
    assert "发现时间不应晚于现在" in post(life.cast.supervisor, "incident-new", [], late).content.decode()
    assert post(life.cast.consulted_handler, "incident-new", [], said).status_code == 404


def test_the_applicant_reads_on_his_page_that_the_data_are_stopped(life: Life) -> None:
    stop(life)
    client = Client()
    client.force_login(life.applicant)
    with travel(NOON):
        assert "暂停提供" in client.get(reverse("my-data")).content.decode()
