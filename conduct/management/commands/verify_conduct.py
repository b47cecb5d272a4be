"""Walk the record of every breach and incident: numbers without gaps, and digests that hold."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from conduct.models import Record
from conduct.recording import first_fault


class Command(BaseCommand):
    help = "核对违规处理和安全事件的全部处置记录：序号连续、摘要相符。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 0 with the counts as the last line, or 1 naming the first entry that does not hold."""
        matters = entries = 0
        for (breach, incident), own in groupby(_records(), key=lambda one: (one.breach_id, one.incident_id)):
            chain = list(own)
            if fault := first_fault(chain):
                matter = (
                    _("违规线索 %(key)d") % {"key": breach} if breach else _("安全事件 %(key)d") % {"key": incident}
                )
                raise CommandError(_("处置记录不符：%(matter)s：%(fault)s") % {"matter": matter, "fault": fault})
            matters, entries = matters + 1, entries + len(chain)
        self.stdout.write(
            _("核对无误：%(matters)d 件，%(entries)d 条处置记录。") % {"matters": matters, "entries": entries}
        )


def _records() -> Iterator[Record]:
    """In order; none from a backup of a version that had no such table yet."""
    if Record._meta.db_table not in connection.introspection.table_names():
        return iter(())
    return Record.objects.order_by("breach", "incident", "seq").iterator(chunk_size=2000)
