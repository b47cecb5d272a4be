"""Put a recorded holiday notice in force, as a second person; open deadlines are then settled anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from calendars.intake import NoticeRefused
from jobs import clock
from workflow.enforcement import put_in_force


class Command(BaseCommand):
    help = "复核放假通知使其生效；复核人不能是录入人。在办件的时限随后由后台任务重新核定。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="通知代码，例如 CN-2027")
        parser.add_argument("--by", required=True, help="复核人")
        parser.add_argument("--legal-basis", default="", help="地方通知影响办理时限的依据")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 2 with the reason on stderr. A second call changes nothing."""
        try:
            done = put_in_force(options["code"], by=options["by"], now=clock.now(), legal_basis=options["legal_basis"])
        except NoticeRefused as error:
            raise CommandError(str(error), returncode=2) from None
        if done.new:
            words = _("%(code)s 已生效，现行日历为 %(version)s；在办件的时限由后台任务重新核定。")
        else:
            words = _("%(code)s 此前已经生效，没有变化。现行日历为 %(version)s。")
        self.stdout.write(words % {"code": done.notice.code, "version": done.version})
