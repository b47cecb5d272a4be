"""The department answers (答复): a correction with the snapshot that mends it, a demand with a day or a ground."""

from datetime import date, datetime

from accounts.models import User
from delivery.models import Snapshot

from ..door import passage
from ..models import Answer, Matter, Outcome


def answer(
    *, matter: Matter, actor: User, outcome: Outcome, text: str, ground: str = "", opens_on: date | None = None,
    snapshot: Snapshot | None = None, seen: int | None = None, now: datetime,
) -> Matter:  # fmt: skip
    """The limit ends with it. Whoever answers has it from then on."""
    with passage(matter.pk, "answer", actor, seen=seen, now=now) as step:
        step.matter.handler = actor
        Answer.objects.create(
            matter=step.matter, seq=step.next_seq, outcome=outcome, text=text, ground=ground, opens_on=opens_on,
            snapshot=snapshot, by=actor, at=now,
        )  # fmt: skip
        step.record = {
            "outcome": outcome,
            "text": text,
            "ground": ground,
            "opens_on": opens_on.isoformat() if opens_on else "",
            "snapshot": snapshot.number if snapshot else None,
        }
    return step.matter
