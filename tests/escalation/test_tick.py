"""One round of the clock does all that is due, may be repeated, and lets no failure of one sweep stop the others."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from applications.tick import tick
from tests.factories import Cast, case_in, shanghai
from workflow.models import Case, FiredRung

pytestmark = [pytest.mark.django_db, pytest.mark.both]

START = shanghai("2026-08-03 08:00")


def broken(now: Any) -> int:
    raise RuntimeError("broken")


def test_a_round_does_everything_once(cast: Cast) -> None:
    waits, late = case_in("supplement", starts_at=START), case_in("assessing", starts_at=START)
    now = shanghai("2026-08-18 09:00")
    done = tick(now)
    # The applicant's two reminders, and the whole ladder of the other case.
    assert done == {
        "sweep_rungs": 7, "lapse_overdue": 1, "close_ended": 0, "open_fast_track": 0, "send_digests": 1,
        "send_summaries": 0,
    }  # fmt: skip
    assert {Case.objects.get(pk=one.pk).state for one in (waits, late)} == {"lapsed", "assessing"}
    assert set(tick(now).values()) == {0}


def test_the_command_takes_a_moment(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    case_in("assessing", starts_at=START)
    call_command("tick", at="2026-08-06T09:00:00+08:00")
    assert FiredRung.objects.count() == 1
    assert "sweep_rungs 1" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["2026-08-06T09:00:00", "tomorrow"])
def test_a_moment_without_its_zone_is_refused(text: str) -> None:
    with pytest.raises(CommandError):
        call_command("tick", at=text)


def test_a_sweep_that_fails_does_not_keep_the_others_from_running(cast: Cast) -> None:
    case_in("assessing", starts_at=START)
    sweeps = ["tests.escalation.test_tick.broken", "workflow.sweep.sweep_rungs"]
    with override_settings(WURI_SWEEPS=sweeps), pytest.raises(ExceptionGroup):
        tick(shanghai("2026-08-06 09:00"))
    assert FiredRung.objects.count() == 1


def test_an_applicant_lapses_on_the_working_day_after_his_limit_and_not_on_a_day_off(cast: Cast) -> None:
    # Asked on Friday 31 July: ten working days end on Friday 14 August.
    application = case_in("supplement", starts_at=shanghai("2026-07-31 08:00"))
    for now, lapsed in (("2026-08-15 10:00", 0), ("2026-08-16 23:59", 0), ("2026-08-17 00:00", 1)):
        assert tick(shanghai(now))["lapse_overdue"] == lapsed
    assert Case.objects.get(pk=application.pk).state == "lapsed"
