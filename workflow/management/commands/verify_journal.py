"""Walk every journal: numbers without gaps, digests that hold, and a state that its entries explain."""

from argparse import ArgumentParser
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from workflow.journal import first_break
from workflow.models import Case, Event


class Command(BaseCommand):
    help = "核对全部办理记录：序号连续、摘要相符、状态与记录一致。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=int, help="只核对一个办件（内部编号）")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 with the counts as the last line, or 1 naming the first entry that does not hold."""
        cases = Case.objects.order_by("pk")
        if options["case"]:
            cases = cases.filter(pk=options["case"])
        events = Event.objects.filter(case__in=cases).order_by("case_id", "seq")
        journals = groupby(events.iterator(chunk_size=2000), key=attrgetter("case_id"))
        current = next(journals, None)
        entries = checked = 0
        for case in cases.only("pk", "state", "seq", "head", "number").iterator(chunk_size=2000):
            own = []
            if current and current[0] == case.pk:
                own = list(current[1])
                current = next(journals, None)
            broken = first_break(case.pk, case.state, case.seq, case.head, iter(own))
            if broken:
                number = case.number or case.pk
                raise CommandError(
                    _("办理记录不符：申请 %(case)s 第 %(seq)d 条：%(reason)s")
                    % {"case": number, "seq": broken.seq, "reason": broken.reason}
                )
            checked, entries = checked + 1, entries + len(own)
        self.stdout.write(_("核对无误：%(cases)d 件，%(entries)d 条记录。") % {"cases": checked, "entries": entries})
