"""Matters in every state in which something can be done, for the matrix of addresses and roles."""

from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile

from feedback.actions.assign import assign
from feedback.actions.dispute import dispute
from feedback.actions.open_up import open_up
from feedback.actions.support import support
from feedback.models import Matter, Outcome
from feedback.sweeps import sweep_matters
from tests.applicant.files import PDF
from tests.factories import a_dataset, shanghai, the_cast

from .lives import REASONS, a_correction, a_demand, answered

DAY = {"opens_on": shanghai("2026-12-01 09:00").date()}


@dataclass(frozen=True)
class Matters:
    """All by `person`, those that are assigned with `provider`; `late` has a supervision order."""

    late: Matter
    waiting: Matter
    answered: Matter
    disputed: Matter
    unassigned: Matter
    asked: Matter
    promised: Matter
    opened: Matter


def matters() -> Matters:
    cast, now = the_cast(), shanghai("2026-09-16 10:00")
    late = a_correction(shanghai("2026-09-09 10:00"), file=SimpleUploadedFile("证明.pdf", PDF))
    mended, disputed = a_correction(now), a_correction(now)
    for one in (mended, disputed):
        answered(one, now)
    dispute(matter=disputed, actor=cast.person, now=now, **REASONS)
    demands = [a_demand(now, title=title) for title in ("公园绿地分布数据", "停车场空位数据", "充电桩占用数据")]
    for one in demands:
        assign(matter=one, actor=cast.supervisor, to=cast.provider, remark="请会同运营单位。", now=now)
        support(matter=one, actor=cast.stranger, now=now)
    for one in demands[1:]:
        answered(one, now, Outcome.WILL_OPEN, **DAY)
    open_up(matter=demands[2], actor=cast.handler, dataset=a_dataset(cast.provider), now=now)
    sweep_matters(shanghai("2026-09-18 12:00"))
    for one in (late, mended, disputed, *demands):
        one.refresh_from_db()
    return Matters(late, a_correction(now), mended, disputed, a_demand(now), *demands)
