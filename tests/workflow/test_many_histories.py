"""The deadlines of two thousand random lives (WURI_LIVES: of more), all recomputed from their journals by
manage.py prove_deadlines."""

import os
import random
from collections import Counter

import pytest
from django.core.management import CommandError, call_command

from tests.factories import the_cast
from workflow.models import Case, ClockEvent, Deadline

from .histories import change_the_standards, tell, tell_many

pytestmark = pytest.mark.django_db

LIVES, ENTRY_BY_ENTRY = int(os.environ.get("WURI_LIVES", "2000")), 60


def test_the_deadlines_of_thousands_of_random_lives_are_proved(capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.SystemRandom().randint(0, 2**32)
    print("seed", seed)  # pytest shows it when the test fails
    chosen, cast = random.Random(seed), the_cast()
    change_the_standards(chosen)
    for _ in range(ENTRY_BY_ENTRY):
        tell(cast, chosen)
    tell_many(cast, chosen, LIVES - ENTRY_BY_ENTRY)
    call_command("prove_deadlines")
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == f"时限核对一致：{LIVES} 件，{Deadline.objects.count()} 个时限。"
    _every_kind_of_life_was_among_them()


def _every_kind_of_life_was_among_them() -> None:
    kinds = Counter(ClockEvent.objects.values_list("kind", flat=True))
    assert min(kinds[kind] for kind in ("start", "pause", "resume", "stop", "void", "extend")) > 100
    causes = Counter(
        (deadline.mode, cause)
        for deadline in Deadline.objects.exclude(pauses=[])
        for _since, _until, cause in deadline.pauses
    )
    assert all(
        causes[mode, cause] > 20 for mode in ("suspend", "restart") for cause in ("request_supplement", "consult")
    )
    assert all(Deadline.objects.filter(status=status).count() > 50 for status in ("running", "paused", "met", "late"))
    assert Deadline.objects.filter(round__gt=1).count() > 50


def test_one_wrong_day_among_many_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    chosen, cast = random.Random(3), the_cast()
    for _ in range(20):
        tell(cast, chosen)
    call_command("prove_deadlines")
    wrong = Deadline.objects.exclude(due_on=None).order_by("?")[0]
    Deadline.objects.filter(pk=wrong.pk).update(due_on=wrong.received_on)
    with pytest.raises(CommandError):
        call_command("prove_deadlines")
    told = [line for line in capsys.readouterr().out.splitlines() if "due_on" in line]
    assert len(told) == 1 and told[0].startswith(str(Case.objects.get(pk=wrong.case_id)))
