"""Can the lines of one request be found together, into the jobs that it left behind?"""

import json
import logging

import pytest
from django.db import transaction

import jobs
from jobs import runner, trace
from jobs.models import Job


def line(**extra: object) -> dict[str, object]:
    record = logging.makeLogRecord({"name": "wuri", "levelname": "INFO", "msg": "办结 %s", "args": ("一件",), **extra})
    return json.loads(trace.JsonLines().format(record))


def test_a_line_says_what_is_known_of_its_request_and_its_case() -> None:
    with trace.follow(request="abcdefgh"):
        trace.note(case="2026-0001")
        said = line(milliseconds=12)
    assert (said["message"], said["request"], said["case"], said["milliseconds"]) == (
        "办结 一件", "abcdefgh", "2026-0001", 12,
    )  # fmt: skip


def test_after_a_request_nothing_of_it_is_left() -> None:
    with trace.follow(request="abcdefgh"):
        with trace.follow(job="inner"):
            trace.note(case="2026-0001")
        assert trace.known() == {"request": "abcdefgh"}
    trace.note(case="nobody would take this back")
    assert trace.known() == {}


@pytest.mark.parametrize("given", ["", "short", "x" * 65, "with space", "line\nbreak12", "编号编号编号编号"])
def test_an_id_that_is_none_is_replaced(given: str) -> None:
    assert trace.WELL_FORMED.fullmatch(trace.taken_over(given))
    assert trace.taken_over(given) != given


def test_an_error_is_written_with_its_line() -> None:
    try:
        raise ZeroDivisionError
    except ZeroDivisionError as error:
        said = line(exc_info=(type(error), error, error.__traceback__))
    assert "ZeroDivisionError" in str(said["error"])


@pytest.mark.both
@pytest.mark.django_db
def test_a_job_carries_the_request_it_came_from(no_handlers: None) -> None:
    seen: list[dict[str, str]] = []
    jobs.handler("test.work")(lambda job, result: seen.append(trace.known()))
    with trace.follow(request="from-the-page"), transaction.atomic():
        jobs.enqueue("test.work", {})
    runner.run_due()
    assert seen == [{"request": "from-the-page", "job": f"test.work #{Job.objects.get().pk}"}]
