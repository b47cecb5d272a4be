"""manage.py restore FOLDER: a backup into an empty database and an empty folder of documents, proved afterwards."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.utils.translation import gettext as _

from operations.backups import BackupRefused, restore


class Command(BaseCommand):
    """Needs pg_restore for PostgreSQL, nothing for SQLite."""

    help = _("将备份恢复到空数据库，并核对办理记录和时限。")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder that `backup` made."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1, with nothing touched, when the backup is not whole or the place is not empty."""
        try:
            restore(options["folder"], Path(settings.MEDIA_ROOT))
        except BackupRefused as refused:
            raise CommandError(_("未恢复：%(reason)s") % {"reason": refused}) from refused
        for check in ("verify_journal", "verify_conduct", "prove_deadlines"):
            call_command(check, stdout=self.stdout)
        self.stdout.write(_("已恢复。若备份来自较早的版本，请执行 manage.py migrate。"))
