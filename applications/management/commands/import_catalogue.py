"""manage.py import_catalogue FILE: bring the catalogue of data sets in from a CSV or XLSX file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from ...importing.plan import make_plan
from ...importing.problems import UnreadableFile
from ...importing.report import faults, report
from ...importing.sheets import read
from ...importing.write import import_book


class Command(BaseCommand):
    """Shows what would be done; does it with --apply. One bad line, and nothing is written (exit code 1)."""

    help = _("导入数据目录（CSV 或者 XLSX）。默认只试运行，加 --apply 才写入。")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help=_("目录文件"))
        parser.add_argument("--fields", type=Path, help=_("字段文件；XLSX 也可以用名为“字段”的工作表"))
        parser.add_argument("--apply", action="store_true", help=_("写入数据库"))
        parser.add_argument("--create-departments", action="store_true", help=_("一并登记文件中尚未登记的部门"))

    def handle(self, *, file: Path, fields: Path | None, apply: bool, create_departments: bool, **options: Any) -> None:
        carry_out = import_book if apply else make_plan
        try:
            plan = carry_out(read(file, fields), create_departments=create_departments)
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        for line in report(plan):
            self.stdout.write(line)
        if not plan.is_sound:
            raise CommandError("\n".join(faults(plan)))
        self.stdout.write(
            self.style.SUCCESS(_("已写入数据库。") if apply else _("试运行，没有写入；核对无误后加 --apply。"))
        )
