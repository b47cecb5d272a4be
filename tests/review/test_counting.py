"""What the database keeps beside a case is what its deadlines say, whoever wrote them; and the state says who waits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F

from accounts.models import Membership
from applications.actions.request_supplement import request_supplement
from applications.desk import Desk
from applications.next_case import next_case
from applications.office_clock import COUNTING
from applications.queue import ASKED, DEPARTMENT, ENDED, MINE, counts, in_order, tab_cases
from tests.factories import Cast, a_life, case_in, shanghai
from workflow import worklist
from workflow.models import OPEN, QUEUED, Case, Deadline, DeadlineStatus
from workflow.states import TURN, State

pytestmark = [pytest.mark.django_db, pytest.mark.both]

THURSDAY = shanghai("2026-09-24 09:00")
COLUMNS = ("clock", "status", "due_on", "alarm_from", "amber_at", "days_left")
NOTHING = (None,) * len(COLUMNS)
LONG_WAY = (
    "submit", "request_supplement", "resubmit", "accept", "consult", "give_opinion", "return_to_assessment", "consult",
    "give_opinion", "approve", "sign", "seal", "deliver", "suspend", "resume", "close",
)  # fmt: skip


def kept(case_id: int) -> tuple[Any, ...]:
    names = ("clock", "status", "due_on", "alarm_from", "amber_at", "left")
    return tuple(Case.objects.values_list(*(f"counting_{name}" for name in names)).get(pk=case_id))


def said(case_id: int) -> tuple[Any, ...]:
    open_ones = Deadline.objects.filter(case=case_id, status__in=OPEN, clock__in=COUNTING)
    return tuple(open_ones.values_list(*COLUMNS).first() or NOTHING)


def test_after_every_step_of_a_long_life_a_case_carries_the_clock_that_counts(cast: Cast) -> None:
    life = a_life(starts_at=shanghai("2026-09-01 09:00"))
    for verb in LONG_WAY:
        life.do(verb)
        assert kept(life.pk) == said(life.pk), verb
    assert kept(life.pk) == NOTHING


def test_a_deadline_that_is_written_past_every_action_is_taken_up_too(cast: Cast) -> None:
    keys = [case_in("submitted", starts_at=THURSDAY).pk for _each in range(2)]
    Deadline.objects.filter(case__in=keys).update(due_on=F("received_on"), amber_at=1)
    assert [kept(key) for key in keys] == [said(key) for key in keys]
    Deadline.objects.filter(case__in=keys).update(status=DeadlineStatus.VOID, finished_on=F("received_on"))
    assert [kept(key) for key in keys] == [NOTHING, NOTHING]


def test_what_is_left_of_a_paused_clock_is_what_its_face_says(cast: Cast, desk: Callable[..., Desk]) -> None:
    life = a_life(starts_at=THURSDAY)
    life.do("submit")
    application = life.application
    request_supplement(
        application=application, actor=cast.handler, items=[("承诺", "请勾选")], now=shanghai("2026-09-28 10:00")
    )
    # Thursday is the day of receipt, Friday to Sunday are free; of five days the Monday is used.
    assert Case.objects.get(pk=application.pk).counting_left == 4


def test_paused_cases_come_last_those_with_least_left_first(cast: Cast) -> None:
    pauses = {"early": "2026-09-28 10:00", "late": "2026-09-30 10:00"}
    made = {}
    for name, moment in pauses.items():
        asked = {"request_supplement": shanghai(moment)}
        made[name] = case_in("supplement", starts_at=THURSDAY, moments=asked).pk
    made["running"] = case_in("submitted", starts_at=shanghai("2026-09-28 09:00")).pk
    found = list(in_order(Case.objects.filter(pk__in=made.values())).values_list("pk", flat=True))
    assert found == [made["running"], made["late"], made["early"]]


def test_the_level_of_the_latest_assessment_stands_beside_the_case(cast: Cast) -> None:
    life = a_life(starts_at=THURSDAY)
    for verb in ("submit", "accept", "assess", "return_to_assessment", "consult"):
        life.do(verb)
    assert life.application.case.risk == life.application.assessments.latest("pk").level == "high"


@pytest.mark.parametrize("state", [state for state in State if state != State.DRAFT])
def test_what_waits_for_a_person_is_what_stands_on_his_work_list(
    cast: Cast, desk: Callable[..., Desk], state: State
) -> None:
    application = case_in(state, starts_at=THURSDAY)
    for part in ("handler", "second_handler", "assessor", "approver", "consulted_handler"):
        person = cast.people[part]
        listed = set(worklist.case_ids_for(person, person.memberships.all()))
        assert set(desk(person).work().values_list("pk", flat=True)) == listed, part
    assert bool(worklist.open_tasks(application.case)) is (state in TURN)


def test_an_officer_of_the_applying_body_finds_nothing_of_it(cast: Cast, desk: Callable[..., Desk]) -> None:
    case_in("submitted", starts_at=THURSDAY)
    Membership.objects.create(user=cast.handler, organisation=cast.body, role="applicant", since="2020-01-01")
    assert not desk(cast.handler).of_departments().exists()


@pytest.mark.parametrize("until", [None, "2026-08-31"])
def test_what_an_officer_may_not_see_stands_in_no_number(
    cast: Cast, desk: Callable[..., Desk], until: str | None
) -> None:
    for state in ("submitted", "supplement", "in_use", "refused"):
        case_in(state, starts_at=shanghai("2026-09-14 09:00"))
    Membership.objects.create(
        user=cast.handler, organisation=cast.body, role="applicant", since="2020-01-01", until=until
    )
    assert set(counts(desk(cast.handler)).cells.values()) == {0}


def test_every_number_is_the_length_of_its_list(cast: Cast, desk: Callable[..., Desk]) -> None:
    for state in State:
        case_in(state, starts_at=shanghai("2026-09-14 09:00"))
    tabs = (MINE, DEPARTMENT, ENDED, ASKED, *(state.value for state in QUEUED))
    for person in (cast.handler, cast.second_handler, cast.approver, cast.consulted_handler):
        at = desk(person)
        counted = counts(at)
        assert {tab: counted.of(tab) for tab in tabs} == {tab: tab_cases(at, tab).count() for tab in tabs}


def test_one_case_leads_to_the_next_in_the_order_of_the_queue_and_the_last_to_the_first(
    cast: Cast, desk: Callable[..., Desk]
) -> None:
    starts = ("2026-09-18 15:00", "2026-09-18 15:00", "2026-09-22 15:00", "2026-09-24 15:00")
    made = [case_in("submitted", starts_at=shanghai(moment)).pk for moment in starts]
    at = desk(cast.handler)
    way = [next_case(at, Case.objects.get(pk=key)) for key in made]
    assert [one.pk if one else None for one in way] == [*made[1:], made[0]]


def test_a_case_that_stands_still_leads_back_to_those_that_run(cast: Cast, desk: Callable[..., Desk]) -> None:
    running = case_in("submitted", starts_at=THURSDAY).pk
    paused = case_in("supplement", starts_at=THURSDAY).case
    in_use = case_in("in_use", starts_at=shanghai("2026-09-01 09:00")).case
    for case in (paused, in_use):
        found = next_case(desk(cast.handler), Case.objects.get(pk=case.pk))
        assert found is not None and found.pk == running


def test_someone_with_a_single_case_is_led_nowhere(cast: Cast, desk: Callable[..., Desk]) -> None:
    case = case_in("submitted", starts_at=THURSDAY).case
    assert next_case(desk(cast.handler), case) is None
