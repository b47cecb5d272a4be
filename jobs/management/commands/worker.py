"""manage.py worker: one background worker, until SIGTERM or SIGINT."""

import signal
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management import BaseCommand
from django.utils.translation import gettext as _

from jobs.worker import POLL_SECONDS, Worker


class Command(BaseCommand):
    """Any number of them may run, on PostgreSQL on any number of machines."""

    help = _("运行一个后台任务进程；收到 SIGTERM 或 SIGINT 后执行完当前任务再停止。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--poll: seconds between two looks at an empty queue."""
        parser.add_argument("--poll", type=float, default=POLL_SECONDS, help=_("队列为空时的查询间隔（秒）"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        worker = Worker(poll=options["poll"])

        def stop(number: int, frame: FrameType | None) -> None:
            worker.stop()

        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        worker.run()
