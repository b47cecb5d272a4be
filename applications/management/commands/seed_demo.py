"""manage.py seed_demo: the people, data sets and applications of the demonstration, where they are missing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobs import clock

from ...demo.seeding import seed


class Command(BaseCommand):
    """Only where the demo setting is on: an installation with real data must never get invented cases."""

    help = _("生成演示数据（人员、目录、申请）；可以反复运行，已有的不变。")

    def handle(self, **options: Any) -> None:
        if not settings.WURI_DEMO:
            raise CommandError(_("本环境不是演示环境（WURI_DEMO 未开启），没有写入任何内容。"))
        made = seed(clock.now())
        if made.calendar_ends:
            self.stderr.write(_("工作日历没有覆盖今天，未生成演示申请；请先导入放假安排。"))
        if made.nothing:
            self.stdout.write(_("演示数据已齐备。"))
            return
        self.stdout.write(
            _("已生成：机构 %(bodies)d 个，人员 %(people)d 名，数据集 %(datasets)d 个，申请 %(applications)d 件。")
            % {"bodies": made.bodies, "people": made.people, "datasets": made.datasets,
               "applications": made.applications}
        )  # fmt: skip
