"""Matters made by the real actions."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from accounts.models import User
from applications.models import Dataset
from delivery.models import Snapshot
from delivery.snapshots import take as take_snapshot
from feedback.actions.answer import answer
from feedback.actions.ask import ask
from feedback.actions.report import report
from feedback.models import Matter, Outcome, Problem
from tests.factories import a_dataset, shanghai, the_cast
from tests.factories.datasets import ROWS

# A Thursday; five working days later is Thursday the 17th, and the Sunday in between but one is worked off.
RECEIVED = shanghai("2026-09-10 09:00")
REASONS = {"reasons": "已经核对。"}


def a_correction(now: datetime = RECEIVED, actor: User | None = None, **said: Any) -> Matter:
    cast = the_cast()
    words = {"problem": Problem.WRONG, "fields": ["passengers"], "rows": "S002", "wrong": "客流量明显偏大。"}
    dataset = said.pop("dataset", None) or a_dataset(cast.provider)
    extra = {"right": "", "file": None}
    return report(dataset=dataset, actor=actor or cast.person, now=now, **(words | extra | said))


def a_demand(now: datetime = RECEIVED, actor: User | None = None, **said: Any) -> Matter:
    words = {"title": "全市充电桩实时占用数据", "description": "各充电桩的占用状态。", "purpose": "出行规划服务。"}
    return ask(actor=actor or the_cast().person, now=now, **({"supposed": None} | words | said))


def mended(dataset: Dataset, now: datetime) -> Snapshot:
    """A new snapshot of the data set, with one row less."""
    dataset.data_file.save(f"{dataset.code}.csv", ContentFile(ROWS.rsplit("\n", 2)[0].encode() + b"\n"))
    return take_snapshot(dataset, the_cast().handler, now)


def answered(matter: Matter, now: datetime, outcome: Outcome = Outcome.NO_ERROR, **said: Any) -> Matter:
    return answer(matter=matter, actor=the_cast().handler, outcome=outcome, text="经核实无误。", now=now, **said)
