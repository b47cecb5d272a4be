"""Are many rows written at once the same rows that the ORM would have written?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from notifications.models import Message
from tests.factories import a_life, shanghai, the_cast
from workflow.many import MANY, write_many, write_rows
from workflow.models import ClockEvent

pytestmark = [pytest.mark.django_db, pytest.mark.both]

# What a COPY would stumble over, were it not escaped.
ODD = 'a\tb\\N \\. "五日" \r\n\\n'
AT = shanghai("2026-03-02 09:00")


def messages(seq: int) -> Iterator[Message]:
    reader = the_cast().approver
    for place in range(MANY):
        yield Message(
            recipient=reader, seq=seq + place, kind="odd", subject=ODD.strip(), body=ODD, created_at=AT, read_at=None
        )


def clock_events(case: Any, seq: int) -> Iterator[ClockEvent]:
    for place in range(MANY):
        facts = {"said": ODD, "none": None, "list": [1, True, {"day": "2026-03-02"}]}
        yield ClockEvent(case=case, seq=seq + place, clock="valid_reply", kind="extend", at=AT, facts=facts)


def plain(row: models.Model) -> dict[str, Any]:
    """Of all its values those that differ from their defaults."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    return {field.attname: values[field.attname] for field in fields if values[field.attname] != field.get_default()}


def rows(model: type[models.Model], since: int) -> list[dict[str, Any]]:
    """Without what tells one writing from the other."""
    found = model._base_manager.filter(seq__gte=since, seq__lt=since + MANY).order_by("seq").values()
    return [{**row, "id": 0, "seq": row["seq"] - since} for row in found]


def test_rows_are_those_of_the_orm() -> None:
    case = a_life().application.case
    write_many([*messages(1000)])
    Message.objects.bulk_create(messages(2000))
    write_many([*clock_events(case, 1000)])
    ClockEvent.objects.bulk_create(clock_events(case, 2000))
    write_rows(Message, [plain(one) for one in messages(3000)])
    assert rows(Message, 3000) == rows(Message, 2000)
    for model in (Message, ClockEvent):
        assert len(rows(model, 1000)) == MANY
        assert rows(model, 1000) == rows(model, 2000)


def test_a_broken_rule_is_the_error_that_django_gives() -> None:
    write_many([*messages(1000)])
    with pytest.raises(IntegrityError), transaction.atomic():
        write_many([*messages(1000)])
    assert len(rows(Message, 1000)) == MANY
