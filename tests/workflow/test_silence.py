"""A department that does not answer within its own limit is recorded as silent and not waited for."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Membership, Organisation, User
from accounts.roles import Role
from applications.actions.give_opinion import give_opinion
from applications.sweeps import record_silences
from tests.factories import Life, a_life, shanghai, the_cast
from workflow import worklist
from workflow.models import Consultation, Deadline, Event, ServiceStandard
from workflow.refusals import MissingFacts, NotYours
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]

ASKED = shanghai("2026-09-10 12:00")  # Thursday; two working days end on Monday the 14th
LAST_DAY, AFTER = shanghai("2026-09-14 23:59"), shanghai("2026-09-15 00:05")


def two_more() -> list[Organisation]:
    """Further departments, each with a handler."""
    made = []
    for name in ("市委网信办", "市经济信息化委"):
        body = Organisation.objects.create(kind="department", name=name)
        user = User.objects.create_user(f"h{body.pk}@wuri.example", "x", name=f"{name}承办")
        Membership.objects.create(user=user, organisation=body, role=Role.HANDLER, since=date(2020, 1, 1))
        made.append(body)
    return made


def consulting(departments: int = 1, days: int | None = None) -> Life:
    life = a_life()
    life.do("submit")
    life.do("accept")
    asked = [the_cast().consulted, *(two_more() if departments > 1 else [])][:departments]
    life.do("consult", at=ASKED, departments=asked, days=days)
    return life


def test_each_department_has_a_limit_inside_the_replys() -> None:
    life = consulting()
    assert Consultation.objects.get(case=life.pk).due_on == date(2026, 9, 14)
    assert Event.objects.get(case=life.pk, name="consult").facts["due_on"] == "2026-09-14"
    assert Consultation.objects.get(case=consulting(days=4).pk).due_on == date(2026, 9, 16)


def test_nobody_is_silent_on_the_last_day() -> None:
    life = consulting()
    assert record_silences(LAST_DAY) == 0
    assert life.application.case.state == State.CONSULTING


def test_silence_is_recorded_once_and_the_case_goes_on() -> None:
    life = consulting()
    assert (record_silences(AFTER), record_silences(AFTER)) == (1, 0)
    case = life.application.case
    assert case.state == State.DECIDING and worklist.is_current(case)
    silent = Consultation.objects.get(case=life.pk)
    assert (silent.silent_at, silent.answered_at, silent.agrees) == (AFTER, None, None)
    entry = Event.objects.get(case=life.pk, name="record_silence")
    assert (entry.actor, entry.facts["departments"]) == (None, ["市公安局"])


def test_of_three_departments_one_stays_silent_and_the_answers_of_the_others_count() -> None:
    life = consulting(3)
    for one in Consultation.objects.filter(case=life.pk).exclude(department__name="市委网信办"):
        handler = Membership.objects.get(organisation=one.department, role=Role.HANDLER).user
        said = {"agrees": True, "opinion": "无不同意见。", "now": shanghai("2026-09-11 10:00")}
        give_opinion(application=life.application, actor=handler, **said)
    assert life.application.case.state == State.CONSULTING
    record_silences(AFTER)
    assert life.application.case.state == State.DECIDING
    assert Consultation.objects.filter(case=life.pk, answered_at__isnull=False).count() == 2
    assert Event.objects.get(case=life.pk, name="record_silence").facts["departments"] == ["市委网信办"]


def test_who_was_recorded_as_silent_cannot_answer_any_more() -> None:
    life = consulting(2)
    Consultation.objects.filter(case=life.pk, department__name="市委网信办").update(due_on=date(2026, 9, 16))
    record_silences(AFTER)
    case = life.application.case
    assert case.state == State.CONSULTING and worklist.is_current(case)
    with pytest.raises(NotYours):
        life.do("give_opinion", at=AFTER)


def test_the_action_asks_again_under_the_lock() -> None:
    life = consulting()
    life.moment = LAST_DAY
    with pytest.raises(MissingFacts):
        life.do("record_silence", at=LAST_DAY)


def test_a_paused_reply_clock_runs_on_with_the_last_silence() -> None:
    ServiceStandard.objects.filter(clock="valid_reply").update(consultation_pauses=True)
    life = consulting()
    assert Deadline.objects.get(case=life.pk, clock="valid_reply").status == "paused"
    record_silences(AFTER)
    assert Deadline.objects.get(case=life.pk, clock="valid_reply").status == "running"
    assert Event.objects.get(case=life.pk, name="record_silence").facts["resumes"] is True


def test_where_the_setting_says_so_every_answer_is_waited_for(settings: Any) -> None:
    settings.WURI_SILENCE_BLOCKS = True
    life = consulting()
    assert record_silences(AFTER) == 0
    life.do("give_opinion", at=AFTER)
    assert life.application.case.state == State.DECIDING


def test_the_database_does_not_take_silence_for_an_answer() -> None:
    life = consulting()
    life.do("give_opinion", at=ASKED)
    with pytest.raises(IntegrityError, match="silence_is_no_answer"), transaction.atomic():
        Consultation.objects.filter(case=life.pk).update(silent_at=AFTER)
