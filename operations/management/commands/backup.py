"""manage.py backup FOLDER: database and documents, while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils.translation import gettext as _

from operations.backups import back_up


class Command(BaseCommand):
    """Needs pg_dump for PostgreSQL, nothing for SQLite."""

    help = _("备份数据库和文件到一个新文件夹；网站无需停止。")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The new folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 when the folder is there already or the backup failed."""
        try:
            manifest = back_up(options["folder"], Path(settings.MEDIA_ROOT))
        except FileExistsError as error:
            raise CommandError(
                _("文件夹 %(folder)s 已存在，请指定新文件夹。") % {"folder": options["folder"]}
            ) from error
        self.stdout.write(_("已备份到 %(folder)s（%(at)s）。") % {"folder": options["folder"], "at": manifest.taken_at})
