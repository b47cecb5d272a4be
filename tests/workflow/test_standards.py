"""Every limit is dated configuration with its source, and a change is for the cases received from its day on."""

from datetime import date

import pytest

from tests.factories import a_life, case_in, shanghai
from workflow.clock import Mode
from workflow.deadlines import RULES
from workflow.models import (
    BREACH_APPEAL,
    DISPOSAL,
    HEARING,
    ORDER,
    REVIEW_REQUEST,
    Deadline,
    MatterClock,
    ServiceStandard,
    Stage,
    StageBudget,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def change(clock: str, **facts: object) -> None:
    """A standard that holds from 2026-09-14 on."""
    ServiceStandard.objects.create(
        clock=clock, legal_source="新规", valid_from="2026-09-14", **({"working_days": 3} | facts)
    )


def test_every_clock_and_stage_has_its_standard_with_a_source() -> None:
    rows = {row.clock: row for row in ServiceStandard.objects.all()}
    assert set(rows) == {*RULES, *MatterClock, ORDER, REVIEW_REQUEST, HEARING, BREACH_APPEAL, DISPOSAL}
    assert all(row.legal_source and row.valid_from for row in rows.values())
    assert {clock: row.working_days for clock, row in rows.items()} == {
        "valid_reply": 5, "supplement": 10, "signing": 10, "sealing": 2, "delivery": 3, "order": 2,
        "review": 5, "review_request": 10, "hearing": 5, "breach_appeal": 10, "disposal": 10,
        "correction": 5, "demand": 10,
    }  # fmt: skip
    budgets = {row.stage: row for row in StageBudget.objects.all()}
    assert set(budgets) == set(Stage.values)
    assert all(row.source for row in budgets.values())
    assert sum(row.working_days for row in budgets.values()) == rows["valid_reply"].working_days


@pytest.mark.parametrize(
    ("received_at", "days"), [("2026-09-13 23:59", 5), ("2026-09-14 00:00", 3), ("2026-09-15 09:00", 3)]
)
def test_a_changed_limit_is_for_what_is_received_from_its_day_on(received_at: str, days: int) -> None:
    change("valid_reply")
    application = case_in("submitted", moments={"submit": shanghai(received_at)})
    assert Deadline.objects.get(case=application.pk).budget == days


def test_a_case_keeps_its_limits_for_every_later_clock() -> None:
    for clock in RULES:
        change(clock, working_days=1, mode="restart", amber_at=0, consultation_pauses=True)
    life = a_life(starts_at=shanghai("2026-09-11 09:00"))
    life.do("submit")
    for verb in ("request_supplement", "resubmit", "accept", "assess", "approve", "sign", "seal"):
        life.do(verb, at=max(life.moment, shanghai("2026-09-15 09:00")))
    budgets = {one.clock: (one.budget, one.mode, one.amber_at) for one in Deadline.objects.filter(case=life.pk)}
    assert {clock: budget for clock, (budget, _mode, _amber) in budgets.items()} == {
        "valid_reply": 5, "supplement": 10, "signing": 10, "sealing": 2, "delivery": 3,
    }  # fmt: skip
    assert {(mode, amber_at) for _budget, mode, amber_at in budgets.values()} == {("suspend", 2)}


@pytest.mark.parametrize(("mode", "due_on"), [(Mode.SUSPEND, date(2026, 9, 23)), (Mode.RESTART, date(2026, 9, 24))])
def test_the_mode_says_what_a_supplement_does_to_the_days_used(mode: Mode, due_on: date) -> None:
    """Received on a Thursday, asked on the Friday, answered on the Friday after; the 20th is a worked Sunday."""
    ServiceStandard.objects.create(
        clock="valid_reply", working_days=5, mode=mode.value, legal_source="新规", valid_from="2026-09-01"
    )
    life = a_life()
    life.do("submit")
    life.do("request_supplement", at=shanghai("2026-09-11 10:00"))
    life.do("resubmit", at=shanghai("2026-09-18 16:00"))
    assert Deadline.objects.get(case=life.pk, clock="valid_reply").due_on == due_on
