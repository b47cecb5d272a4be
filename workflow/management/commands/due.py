"""When is it due? One question on the command line, or a file of them, answered by the product's own rule."""

import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from calendars.index import NotCovered, WorkdayIndex
from calendars.models import HolidayNotice
from calendars.notices import NATIONAL, SHANGHAI_CITY, Notice, published_notices
from workflow.asking import Question, Unanswerable, day, question
from workflow.clock import Day, Due, explain

SCOPES = {NATIONAL: (NATIONAL,), SHANGHAI_CITY: (NATIONAL, SHANGHAI_CITY)}


class Command(BaseCommand):
    help = "计算届满日：due 收到时间 工作日数，或者 due --csv 文件。"
    # It must answer on a machine whose database is not there yet: the notices come with the program.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("received_at", nargs="?", help="2026-09-28 或 2026-09-28T17:00:00+08:00")
        parser.add_argument("days", nargs="?", help="工作日数")
        parser.add_argument("--pauses", default="", help="A/B;C/D，尚未结束的暂停写作 A/")
        parser.add_argument("--mode", default="suspend", help="suspend 恢复计时，restart 重新起算")
        parser.add_argument("--scope", default=NATIONAL, help=" 或 ".join(SCOPES))
        parser.add_argument("--as-of", default="", help="按该日已公布的通知计算")
        parser.add_argument("--explain", action="store_true", help="逐日说明")
        parser.add_argument("--csv", type=Path, help="列 received_at、working_days，可有 pauses、mode、scope、as_of")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print `YYYY-MM-DD firm|provisional` for each question; exit 2 with the reason on stderr."""
        try:
            for answer in self._answers(options):
                self.stdout.write(answer)
        except (ValueError, OSError, NotCovered) as error:
            raise CommandError(str(error), returncode=2) from None

    def _answers(self, options: dict[str, Any]) -> Iterator[str]:
        if options["csv"]:
            yield from _of_file(options["csv"], options["scope"], options["as_of"])
            return
        if not options["received_at"] or not options["days"]:
            raise Unanswerable("RECEIVED_AT and DAYS are wanted, or --csv FILE")
        asked = question(options["received_at"], options["days"], options["pauses"], options["mode"])
        index = _index(options["scope"], options["as_of"])
        answer = asked.answer(index)
        if options["explain"]:
            yield from map(
                _said, explain(index, asked.received_on, asked.budget, asked.pauses, asked.mode, _end(asked))
            )
        yield _line(answer)


def _of_file(path: Path, scope: str, as_of: str) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            try:
                asked = question(
                    row.get("received_at") or "", row.get("working_days") or "", row.get("pauses") or "",
                    row.get("mode") or "",
                )  # fmt: skip
                yield _line(asked.answer(_index(row.get("scope") or scope, row.get("as_of") or as_of)))
            except (ValueError, NotCovered) as error:
                raise Unanswerable(f"{path}: {error}, in {row}") from None


_built: dict[tuple[str, str], WorkdayIndex] = {}


def _index(scope: str, as_of: str) -> WorkdayIndex:
    """The calendar of a scope as it was known on a day; a question about a scope asks for its examples too."""
    if scope not in SCOPES:
        raise Unanswerable(f"scope: {' or '.join(SCOPES)} expected, not {scope!r}")
    if (scope, as_of) not in _built:
        known_on = day(as_of) if as_of else None
        _built[scope, as_of] = WorkdayIndex.from_notices(_notices(), SCOPES[scope], known_on)
    return _built[scope, as_of]


def _notices() -> list[Notice]:
    """The imported notices; on a machine without a database, those that come with the program."""
    try:
        imported = [row.facts() for row in HolidayNotice.objects.select_related("amends") if _counts(row)]
    except (OperationalError, ProgrammingError):
        imported = []
    return imported or list(published_notices())


def _counts(row: HolidayNotice) -> bool:
    """A national notice counts when it was approved; a local one, when its scope is asked for."""
    return row.in_force or row.scope != NATIONAL


def _end(asked: Question) -> date:
    """Up to which day to explain: the last day that a pause names."""
    days = [one for pause in asked.pauses for one in (pause.since, pause.until) if one]
    return max([asked.received_on, *days])


def _line(answer: Due) -> str:
    if answer.on is None:
        return "paused"
    return f"{answer.on.isoformat()} {'firm' if answer.firm else 'provisional'}"


def _said(one: Day) -> str:
    number = str(one.number) if one.number else "-"
    why = " ".join(filter(None, (one.kind.value, "make-up" if one.make_up else "", one.name, one.doc_no)))
    marks = " ".join(filter(None, ("due" if one.is_due else "", "provisional" if one.provisional else "")))
    return f"{one.on.isoformat()} {one.on:%a} {number:>3} {why}{' ' + marks if marks else ''}"
