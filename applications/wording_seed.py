"""The wording of agreements that an installation starts with, for all departments."""

from datetime import datetime
from typing import Any

from .documents.clauses.standard import standard_text


def seed(model: Any, now: datetime) -> None:
    """Put it in force where there is none; `model` may be a migration's."""
    model.objects.get_or_create(
        scope="general",
        version=1,
        defaults={
            "title": "公共数据利用协议",
            "text": standard_text(),
            "note": "系统自带",
            "drafted_at": now,
            "published_at": now,
        },
    )
