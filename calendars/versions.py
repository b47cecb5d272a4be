"""Make a calendar the current one. Works on the models it is given, so that a migration can use it too."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from .index import WorkdayIndex
from .notices import NATIONAL, Notice, published_notices

# Who stands behind the notices that come with the program, until an installation checks them itself.
TRANSCRIBED_BY = "随系统提供（据公布文本录入）"
COMPARED_BY = "随系统提供（与三个独立来源逐日比对）"


@transaction.atomic
def make_current(index: WorkdayIndex, *, versions: type[models.Model], now: datetime) -> Any:
    """The row of `index` in `versions`, current from now on; a version that existed is taken up again."""
    rows: models.Manager[Any] = versions._default_manager
    rows.filter(is_current=True).exclude(digest=index.version).update(is_current=False)
    facts = {
        "notices": list(index.codes),
        "scopes": list(index.scopes),
        "first_year": index.first.year,
        "last_year": index.last.year,
        "built_at": now,
        "sequence": (rows.aggregate(last=models.Max("sequence"))["last"] or 0) + 1,
    }
    row, _new = rows.get_or_create(digest=index.version, defaults=facts)
    row.is_current = True
    row.save(update_fields=["is_current"])
    return row


@transaction.atomic
def seed(*, notices: type[models.Model], versions: type[models.Model], now: datetime) -> Any:
    """Record the notices that come with the program and make their calendar current. May run twice.

    National ones are in force. Local ones are examples of doubtful confidence: recorded, but neither in force
    nor counted, until a person finds the municipal notice and records the legal basis.
    """
    published = published_notices()
    for notice in published:
        notices._default_manager.get_or_create(code=notice.code, defaults=_row(notice, notices))
    return make_current(WorkdayIndex.from_notices(published), versions=versions, now=now)


def _row(notice: Notice, notices: type[models.Model]) -> dict[str, Any]:
    national = notice.scope == NATIONAL
    amended = notices._default_manager.get(code=notice.amends) if notice.amends else None
    return {
        "scope": notice.scope,
        "doc_no": notice.doc_no,
        "issuer": notice.issuer,
        "signed_on": notice.signed_on,
        "published_on": notice.published_on,
        "url": notice.url,
        "amends": amended,
        "covers": notice.covers,
        "off": [span.to_json() for span in notice.off],
        "work": [day.isoformat() for day in notice.work],
        "confidence": notice.confidence,
        "in_force": national,
        "affects_clock": national,
        "imported_by": TRANSCRIBED_BY,
        "approved_by": COMPARED_BY if national else "",
    }
