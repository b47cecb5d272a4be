"""manage.py move_to_postgresql URL: all data into an empty PostgreSQL, proved afterwards."""

from argparse import ArgumentParser
from typing import Any

import dj_database_url
from django.core.management import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from operations.moving import NotEmpty, NotTheSame, move
from operations.process import manage


class Command(BaseCommand):
    """The site is stopped before; afterwards DATABASE_URL names the new database."""

    help = _("将现有数据库（SQLite）的全部数据迁移到空的 PostgreSQL 数据库，并核对办理记录和时限。请先停止网站。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """URL: postgresql://owner:password@host:5432/name"""
        parser.add_argument("url", help="postgresql://owner:password@host:5432/name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1, with the other database as it was, when anything stands against it."""
        if connection.vendor != "sqlite":
            raise CommandError(_("现有数据库不是 SQLite。"))
        target: dict[str, Any] = dict(dj_database_url.parse(options["url"]))
        if "postgresql" not in target["ENGINE"]:
            raise CommandError(_("目标地址应以 postgresql:// 开头。"))
        manage("migrate", "--no-input", "--verbosity=0", database_url=options["url"])
        try:
            moved = move(target)
        except NotEmpty as error:
            raise CommandError(_("目标数据库中已有办件，未作任何改动。")) from error
        except NotTheSame as error:
            raise CommandError(_("数据表 %(table)s 核对不一致，已全部撤回。") % {"table": error}) from error
        for one in moved:
            self.stdout.write(f"{one.table}: {one.rows}")
        for check in ("verify_journal", "verify_conduct", "prove_deadlines"):
            self.stdout.write(manage(check, database_url=options["url"]).strip())
        rows = sum(one.rows for one in moved)
        said = _("已迁移 %(tables)d 张表、%(rows)d 行。请将 DATABASE_URL 改为新数据库后启动网站。")
        self.stdout.write(said % {"tables": len(moved), "rows": rows})
