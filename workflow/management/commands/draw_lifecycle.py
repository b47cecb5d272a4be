"""Draw the law: docs/lifecycle.mmd (Mermaid) and docs/lifecycle.svg, from LIFECYCLE and from nothing else."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from workflow.drawing import mermaid, svg


class Command(BaseCommand):
    help = "根据办理流程表绘制状态图（Mermaid 与 SVG）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="只检查图是否与流程表一致")
        parser.add_argument("--to", type=Path, default=settings.BASE_DIR / "docs", help="目录")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write both files; with --check, exit 1 naming the one that is not current."""
        with override("zh-hans"):
            drawings = {"lifecycle.mmd": mermaid(), "lifecycle.svg": svg()}
        for name, content in drawings.items():
            path = options["to"] / name
            if not options["check"]:
                path.write_text(content, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != content:
                raise CommandError(_("%(path)s 与流程表不一致，请运行 manage.py draw_lifecycle。") % {"path": path})
        self.stdout.write(_("状态图与流程表一致。") if options["check"] else _("已绘制状态图。"))
