"""manage.py trace_copy FILE: whose copy is this?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from delivery.tracing import Trace, trace


class Command(BaseCommand):
    help = "Names the grant that a file of data comes from, by what is left of its marks; status 1 when none is known."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = trace(file)
        except (OSError, ValueError) as problem:
            raise CommandError(str(problem)) from problem
        if not found:
            raise CommandError(_("没有发现标记：文件不是本平台的副本，或者标记已经被去除。"))
        for one in found:
            self.stdout.write(told(one))


def told(one: Trace) -> str:
    """One copy in a line: application, agreement, recipient, who took it and when, and how sure that is."""
    copy, application = one.copy, one.copy.grant.application
    facts = {
        "number": application.number, "agreement": application.agreement.number, "body": application.applicant_name,
        "name": copy.person.name, "at": f"{localtime(copy.asked_at):%Y-%m-%d %H:%M}", "found": one.found,
        "marks": one.marks,
    }  # fmt: skip
    who = _("申请 %(number)s，协议 %(agreement)s，%(body)s，%(name)s 于 %(at)s 领取") % facts
    how = _("文件与副本完全一致") if one.whole else _("发现 %(marks)d 个标记中的 %(found)d 个") % facts
    return _("%(who)s：%(how)s。") % {"who": who, "how": how}
