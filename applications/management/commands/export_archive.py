"""Write the archive of one case: agreement, decision, journal and manifest in a ZIP that is checked without Wuri."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobs import clock
from workflow.refusals import Refused

from ...archive.pack import pack
from ...models import Application


class Command(BaseCommand):
    help = "Write the archive of the case with this application number; check it with check_archive.py inside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", metavar="NUMBER", help="SQ-2026-000001")
        parser.add_argument("output", type=Path, metavar="FILE.zip")

    def handle(self, *args: Any, number: str, output: Path, **options: Any) -> None:
        known = Application.objects.select_related("case", "dataset__provider")
        application = known.filter(case__number=number).first()
        if application is None:
            raise CommandError(_("没有编号为 %(number)s 的申请。") % {"number": number})
        try:
            content = pack(application, clock.now())
            output.write_bytes(content)
        except (Refused, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已写入 %(file)s。") % {"file": output})
