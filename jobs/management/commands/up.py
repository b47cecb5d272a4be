"""manage.py up: web server and background workers as one group, with one command."""

import os
import signal
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from jobs.supervision.address import Address, AddressRefused
from jobs.supervision.child import Child
from jobs.supervision.group import Group

# A page that waits for its turn to write must not hold up the others of its process.
THREADS_OF_A_WEB_PROCESS = 4


class Command(BaseCommand):
    """Restarts what dies, stops as one within 20 seconds, leaves nothing behind, even when killed."""

    help = _("启动网站和后台任务；任一进程意外退出时自动重启，按 Ctrl+C 全部停止。")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Address and numbers of processes."""
        parser.add_argument("--host", help=_("监听地址；默认取环境变量 HOST，未设置时为 127.0.0.1"))
        parser.add_argument("--port", help=_("监听端口；默认取环境变量 PORT，未设置时为 8000"))
        parser.add_argument("--web", type=int, default=2, help=_("网站进程数，默认 2"))
        parser.add_argument("--workers", type=int, default=1, help=_("后台任务进程数，默认 1"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until told to stop; exit code 1 when the address is taken or the site does not start."""
        if options["web"] < 1 or options["workers"] < 0:
            raise CommandError(_("网站进程数至少为 1，后台任务进程数不能为负数。"))
        try:
            address = Address.chosen(options["host"], options["port"], os.environ)
            address.check_is_free()
        except AddressRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        children = [web_server(address, options["web"])]
        children += [worker(number) for number in range(1, options["workers"] + 1)]
        group = Group(children, address.answers, lambda: self._announce(address))
        if not group.run():
            raise CommandError(_("网站未能启动，已全部停止。请查看上方的错误信息，处理后重新启动。"))
        self.stdout.write(_("网站和后台任务已停止。"))

    def _announce(self, address: Address) -> None:
        text = _("网站和后台任务已启动，按 Ctrl+C 停止。请用浏览器打开：%(url)s") % {"url": address.url}
        self.stdout.write(text)
        self.stdout.flush()


def web_server(address: Address, processes: int) -> Child:
    """granian on the project's WSGI application; at the supervisor's death it takes its processes with it."""
    module, _dot, name = str(settings.WSGI_APPLICATION).rpartition(".")
    options = {
        "--interface": "wsgi",
        "--http": "1",
        "--host": address.host,
        "--port": str(address.port),
        "--workers": str(processes),
        "--blocking-threads": str(THREADS_OF_A_WEB_PROCESS),
        "--respawn-interval": "1",
        "--workers-kill-timeout": "10",
        "--log-level": "warning",
    }
    command = [sys.executable, "-m", "granian", "--respawn-failed-workers", "--no-ws"]
    command += [part for option in options.items() for part in option]
    return Child("web", [*command, f"{module}:{name}"], environment(), signal.SIGTERM)


def worker(number: int) -> Child:
    """One background worker, killed at the supervisor's death: its job's lease lapses and is taken again."""
    command = [sys.executable, "-m", "django", "worker"]
    return Child(f"worker {number}", command, environment(), signal.SIGKILL)


def environment() -> dict[str, str]:
    """This process's, with its settings and its import path, wherever it was started from."""
    path = [str(settings.BASE_DIR), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "PYTHONPATH": os.pathsep.join(path),
    }
