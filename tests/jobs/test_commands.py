"""Can a person see dead jobs and try them again?"""

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from jobs.models import Job, State

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def dead(monday: Any) -> Job:
    """A job out of attempts, among others."""
    Job.objects.create(name="test.due", run_at=monday.moment - timedelta(hours=2))
    Job.objects.create(name="test.later", run_at=monday.moment + timedelta(hours=2))
    Job.objects.create(name="test.done", state=State.DONE, finished_at=monday.moment)
    return Job.objects.create(
        name="test.dead",
        state=State.DEAD,
        attempts=8,
        finished_at=monday.moment,
        last_error="Traceback ...\nConnectionRefusedError: mail server",
    )


@pytest.fixture
def say() -> Callable[..., str]:
    """What `manage.py jobs` prints."""

    def said(*arguments: str) -> str:
        out = StringIO()
        call_command("jobs", *arguments, stdout=out)
        return out.getvalue()

    return said


def test_the_queue_and_its_dead_are_told_in_plain_words(dead: Job, say: Callable[..., str]) -> None:
    assert say().splitlines() == [
        "待执行 1 项，未到执行时间 1 项，执行中 0 项，已停止重试 1 项。",
        "等待最久的任务应于 2026-09-28 07:00:00 执行。",
        f"{dead.pk}  2026-09-28 09:00:00  test.dead  ConnectionRefusedError: mail server",
    ]


@pytest.mark.parametrize("which", ["its number", "all"])
def test_dead_jobs_are_tried_again_by_number_or_all(dead: Job, say: Callable[..., str], which: str) -> None:
    wanted = {"its number": str(dead.pk), "all": "all"}[which]
    assert say("--retry", wanted) == "1 项任务将重新执行。\n"
    dead.refresh_from_db()
    assert (dead.state, dead.attempts, dead.finished_at) == (State.READY, 0, None)


@pytest.mark.parametrize(("wrong", "sentence"), [("99999", "没有找到"), ("everything", "任务编号或 all")])
def test_a_number_that_is_not_a_dead_job_is_refused(
    dead: Job, say: Callable[..., str], wrong: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence):
        say("--retry", wrong)
