"""Make damaged work lists again from the states of the cases, and the tally of the queues where it is wrong."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from workflow import tally, worklist
from workflow.door import locked
from workflow.models import Case


class Command(BaseCommand):
    help = "按办件状态重建待办清单；默认只重建与状态不符的。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--all", action="store_true", help="全部重建")
        parser.add_argument("--dry-run", action="store_true", help="只列出不符的，不改动")

    def handle(self, *args: Any, **options: Any) -> None:
        """Each case under its own lock; the last line counts."""
        wrong = rebuilt = 0
        for case_id in Case.objects.order_by("pk").values_list("pk", flat=True).iterator():
            with transaction.atomic():
                case = locked(case_id)
                current = worklist.is_current(case)
                wrong += not current
                if not current:
                    self.stdout.write(_("待办与状态不符：%(case)s（%(state)s）") % {"case": case, "state": case.state})
                if (options["all"] or not current) and not options["dry_run"]:
                    worklist.rebuild(case)
                    rebuilt += 1
        if not options["dry_run"] and any(tally.differences()):
            tally.make_anew()
        self.stdout.write(_("不符 %(wrong)d 件，重建 %(rebuilt)d 件。") % {"wrong": wrong, "rebuilt": rebuilt})
