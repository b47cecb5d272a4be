"""When is it due? One question on the command line, or a file of them, answered by the product's own rule."""

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, ProgrammingError

from calendars.due import Due
from calendars.index import NotCovered, WorkdayIndex
from calendars.models import HolidayNotice
from calendars.notices import NATIONAL, SHANGHAI_CITY, Notice, published_notices
from workflow.asking import Question, Unanswerable, day, question, rows
from workflow.clock import Day

SCOPES = {NATIONAL: (NATIONAL,), SHANGHAI_CITY: (NATIONAL, SHANGHAI_CITY)}


class Command(BaseCommand):
    help = "计算届满日：due 收到时间 工作日数，或者 due --csv 文件。"
    # It must answer on a machine whose database is not there yet: the notices come with the program.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("received_at", nargs="?", help="2026-09-28 或 2026-09-28T17:00:00+08:00")
        parser.add_argument("days", nargs="?", help="工作日数")
        parser.add_argument("--pauses", default="", help="A/B;C/D；尚未结束的暂停写作 A/，其间没有届满日")
        parser.add_argument("--mode", default="", help="suspend 恢复计时（默认），restart 重新起算")
        parser.add_argument("--scope", default=NATIONAL, help=" 或 ".join(SCOPES))
        parser.add_argument("--as-of", default="", help="按该日已公布的通知计算")
        parser.add_argument("--explain", action="store_true", help="逐日说明")
        parser.add_argument("--csv", type=Path, help="列 received_at、working_days，可有 pauses、mode、scope、as_of")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print `YYYY-MM-DD firm|provisional` for each question.

        Nothing is printed unless everything can be answered; else exit 2 with every reason on stderr.
        """
        try:
            answers = list(self._answers(options))
        except (ValueError, OSError, NotCovered) as error:
            raise CommandError(str(error), returncode=2) from None
        for answer in answers:
            self.stdout.write(answer)

    def _answers(self, options: dict[str, Any]) -> Iterator[str]:
        single = options["received_at"], options["days"]
        calendar = Calendars(_notices())
        if options["csv"]:
            if any(single) or options["pauses"]:
                raise Unanswerable("either RECEIVED_AT and DAYS, with --pauses, or --csv FILE")
            yield from _of_file(calendar, options)
        elif not all(single):
            raise Unanswerable("RECEIVED_AT and DAYS are wanted, or --csv FILE")
        else:
            asked = question(*single, options["pauses"], options["mode"])
            yield from _lines(asked, calendar.of(options["scope"], options["as_of"]), options["explain"])


@dataclass
class Calendars:
    """The calendar of a scope as it was known on a day, each built once."""

    notices: list[Notice]
    built: dict[tuple[str, str], WorkdayIndex] = field(default_factory=dict)

    def of(self, scope: str, as_of: str) -> WorkdayIndex:
        if scope not in SCOPES:
            raise Unanswerable(f"scope: {' or '.join(SCOPES)} expected, not {scope!r}")
        if (scope, as_of) not in self.built:
            known_on = day(as_of) if as_of.strip() else None
            self.built[scope, as_of] = self._known_on(scope, known_on)
        return self.built[scope, as_of]

    def _known_on(self, scope: str, on: date | None) -> WorkdayIndex:
        try:
            return WorkdayIndex.from_notices(self.notices, SCOPES[scope], on)
        except NotCovered:
            raise Unanswerable(f"by {on} no notice had been published that covers a year") from None


def _of_file(calendar: Calendars, options: dict[str, Any]) -> Iterator[str]:
    """What a row does not say is as the options say. Raises Unanswerable, naming each row that cannot be answered."""
    faults = []
    for line, row in rows(options["csv"]):
        said = {name: row.get(name) or options[name] for name in ("mode", "scope", "as_of")}
        try:
            asked = question(row["received_at"], row["working_days"], row.get("pauses", ""), said["mode"])
            yield from _lines(asked, calendar.of(said["scope"], said["as_of"]), options["explain"])
        except (ValueError, NotCovered) as error:
            faults.append(f"{options['csv']}, line {line}: {error}")
    if faults:
        raise Unanswerable("\n".join(faults))


def _lines(asked: Question, index: WorkdayIndex, explained: bool) -> Iterator[str]:
    answer = asked.answer(index)
    if explained:
        yield from map(_said, asked.explanation(index))
    yield _line(answer)


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


def _line(answer: Due) -> str:
    return f"{answer.on} {'firm' if answer.firm else 'provisional'}"


def _said(one: Day) -> str:
    number = str(one.number) if one.number else "-"
    why = " ".join(filter(None, (one.kind.value, "make-up" if one.make_up else "", one.name, one.doc_no)))
    marks = " ".join(filter(None, ("due" if one.is_due else "", "provisional" if one.provisional else "")))
    return f"{one.on.isoformat()} {one.on:%a} {number:>3} {why}{' ' + marks if marks else ''}"
