"""Recompute every deadline from the journals, and count the queues; list what does not agree."""

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from calendars.store import index_for
from workflow import tally
from workflow.models import Case, Deadline, Event
from workflow.proof import differences


class Command(BaseCommand):
    help = "按办理记录重新计算全部时限，列出不一致的。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 with the counts as the last line; 1 after naming every difference."""
        wrong = cases = clocks = 0
        entries = _by_case(Event.objects.order_by("case_id", "seq"))
        deadlines = _by_case(Deadline.objects.order_by("case_id", "pk"))
        for case in Case.objects.filter(seq__gt=0).only("pk", "number", "standards").order_by("pk").iterator():
            own = deadlines.get(case.pk, [])
            for difference in differences(case.standards, entries.get(case.pk, []), own, index_for):
                wrong += 1
                self.stdout.write(f"{case}: {difference}")
            cases, clocks = cases + 1, clocks + len(own)
        for difference in tally.differences():
            wrong += 1
            self.stdout.write(difference)
        if wrong:
            raise CommandError(_("有 %(n)d 处时限与办理记录不一致。") % {"n": wrong})
        self.stdout.write(_("时限核对一致：%(cases)d 件，%(clocks)d 个时限。") % {"cases": cases, "clocks": clocks})


def _by_case(rows: Any) -> dict[int, list[Any]]:
    return {key: list(group) for key, group in groupby(rows.iterator(chunk_size=2000), key=attrgetter("case_id"))}
