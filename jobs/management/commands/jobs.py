"""manage.py jobs: how the queue stands, which jobs are dead, and trying them again."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs import clock
from jobs.dead import retry_dead
from jobs.depth import depth
from jobs.models import Job


class Command(BaseCommand):
    """Without options it only looks."""

    help = _("查看后台任务队列和已停止重试的任务；--retry 重新执行。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--retry ID (repeatable) or all."""
        parser.add_argument(
            "--retry",
            action="append",
            metavar="ID|all",
            help=_("重新执行指定编号的任务，或用 all 重新执行全部"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """List, or retry."""
        if options["retry"]:
            self._retry(options["retry"])
        else:
            self._list()

    def _retry(self, wanted: list[str]) -> None:
        try:
            ids = None if "all" in wanted else [int(number) for number in wanted]
        except ValueError as error:
            raise CommandError(_("--retry 后请填写任务编号或 all。")) from error
        count = retry_dead(ids)
        if ids and not count:
            raise CommandError(_("没有找到该编号的已停止重试的任务。"))
        message = ngettext("%(count)d 项任务将重新执行。", "%(count)d 项任务将重新执行。", count)
        self.stdout.write(message % {"count": count})

    def _list(self) -> None:
        now = depth(clock.now())
        summary = _("待执行 %(due)d 项，未到执行时间 %(scheduled)d 项，执行中 %(running)d 项，已停止重试 %(dead)d 项。")
        self.stdout.write(summary % asdict(now))
        if now.oldest_due_at:
            oldest = timezone.localtime(now.oldest_due_at)
            self.stdout.write(_("等待最久的任务应于 %(at)s 执行。") % {"at": f"{oldest:%Y-%m-%d %H:%M:%S}"})
        for job in Job.objects.dead():
            self.stdout.write(self._line(job))

    def _line(self, job: Job) -> str:
        ended = timezone.localtime(job.finished_at)
        reason = (job.last_error.strip().splitlines() or [""])[-1]
        return f"{job.pk}  {ended:%Y-%m-%d %H:%M:%S}  {job.name}  {reason}"
