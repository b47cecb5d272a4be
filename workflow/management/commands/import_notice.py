"""Read a holiday notice, show what it would do, and record it when told to; another person approves it."""

import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from calendars.drafts import Draft, decoded, read_drafts
from calendars.index import NotCovered
from calendars.intake import NoticeRefused, all_facts, record
from calendars.notices import NoticeUnreadable
from calendars.preview import preview
from jobs import clock
from workflow.notice_report import lines
from workflow.shifts import moving


class Command(BaseCommand):
    help = "读取放假通知（国务院办公厅通知全文，或者 JSON），显示所定日期、检查结果、逐日变化和将变动的在办件。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="通知文件；- 表示标准输入")
        parser.add_argument("--apply", action="store_true", help="写入通知，等待另一人复核；不加此项只显示")
        parser.add_argument("--by", default="", help="录入人")
        parser.add_argument("--overrule", default="", metavar="REASON", help="对可以保留的疑点写明理由")
        parser.add_argument("--published", type=date.fromisoformat, default=None, help="公布日期 2026-11-05")
        parser.add_argument("--url", default="", help="公布网址")

    def handle(self, *args: Any, **options: Any) -> None:
        """Nothing is written without --apply. Exit 2 with the reason on stderr."""
        if options["apply"] and not options["by"].strip():
            raise CommandError(_("写入通知须用 --by 写明录入人。"), returncode=2)
        try:
            text = decoded(_read(options["file"]))
            drafts = read_drafts(text, all_facts(), published_on=options["published"], url=options["url"])
            for draft in drafts:
                self._show(draft)
                if options["apply"]:
                    self._record(draft, options["by"], options["overrule"])
        except (OSError, NoticeUnreadable, NoticeRefused, NotCovered) as error:
            raise CommandError(str(error), returncode=2) from None
        if not options["apply"]:
            self.stdout.write(_("以上仅为预览，没有写入任何内容。写入请加 --apply --by 姓名。"))

    def _show(self, draft: Draft) -> None:
        shown = preview(draft)
        shifts = moving(shown.new) if shown.new else ()
        for line in lines(shown, shifts, localdate(clock.now())):
            self.stdout.write(line)

    def _record(self, draft: Draft, by: str, overruled: str) -> None:
        row, new = record(draft, by=by, now=clock.now(), overruled=overruled)
        if new:
            words = _("已录入 %(code)s，等待另一人复核：manage.py approve_notice %(code)s --by 姓名")
        elif row.in_force:
            words = _("%(code)s 已经生效，没有变化。")
        else:
            words = _("%(code)s 已经录入，等待另一人复核，没有变化。")
        self.stdout.write(words % {"code": row.code})


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
