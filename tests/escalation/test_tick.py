"""One round of the clock does all that is due, may be repeated, and lets no failure of one sweep stop the others."""

import os
import re
import subprocess
import sys
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from applications.tick import tick
from notifications.models import Digest
from tests.factories import Cast, a_crowd, case_in, shanghai
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
        "sweep_rungs": 7, "lapse_overdue": 1, "record_silences": 0, "close_ended": 0, "deliver_successors": 0,
        "open_fast_track": 0, "draw_samples": 0, "remind": 0, "sweep_matters": 0, "send_digests": 1,
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


@pytest.mark.postgresql
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_command_on_several_machines_at_once_does_everything_once() -> None:
    pattern = case_in("submitted", starts_at=START)
    cases = [pattern.pk, *a_crowd([pattern], 499)]
    command = [sys.executable, "-m", "django", "tick", "--at", "2026-08-07T09:00:00+08:00"]
    environment = os.environ | {"DATABASE_URL": address_of(connection.settings_dict), "WURI_VAR": str(settings.VAR)}
    rounds = [
        subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
        for _n in range(3)
    ]
    said = [one.communicate(timeout=60)[0] for one in rounds]
    assert [one.returncode for one in rounds] == [0, 0, 0], said
    assert sum(int(re.findall(r"sweep_rungs (\d+)", text)[0]) for text in said) == 2 * len(cases)
    fired = FiredRung.objects.order_by("pk").values_list("deadline__case", "rung")
    assert Counter(fired) == Counter((key, rung) for key in cases for rung in ("two_days_left", "one_day_left"))
    assert Digest.objects.count() <= 1


def address_of(database: dict[str, Any]) -> str:
    """The DATABASE_URL of the database that the tests use."""
    login = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@{database['HOST']}:{database['PORT']}"
    return f"postgresql://{login}/{database['NAME']}"
