"""How long answers took lately: told before anybody applies, from the clocks of the cases that were answered."""

from dataclasses import dataclass
from datetime import date

from workflow.models import Case

from .models import Dataset
from .periods import Period, months_back
from .punctuality import Tally, given, tally_of

MONTHS = 12
# With fewer answers than this a data set has no record of its own; that of its department stands in.
ENOUGH = 3


@dataclass(frozen=True)
class AnswerRecord:
    """`count` answers within the last MONTHS months. `median` counts working days; `rate` is percent on time."""

    count: int
    median: float
    rate: float
    of_department: bool

    @property
    def median_words(self) -> str:
        """3, or 2.5: half a day where two answers stand in the middle."""
        return f"{self.median:g}"

    @property
    def rate_words(self) -> str:
        return f"{self.rate:.1f}".removesuffix(".0")


def answer_record(dataset: Dataset, today: date) -> AnswerRecord | None:
    """The data set's own record, or its department's; None where there is too little of both. Two queries at most."""
    period = Period(months_back(today, MONTHS), today)
    own = tally_of(given(Case.objects.filter(application__dataset=dataset), period))
    if own.total >= ENOUGH:
        return _record(own, of_department=False)
    others = tally_of(given(Case.objects.filter(provider=dataset.provider_id), period))
    return _record(others, of_department=True) if others.total >= ENOUGH else None


def _record(tally: Tally, *, of_department: bool) -> AnswerRecord:
    return AnswerRecord(tally.total, tally.median or 0.0, tally.rate or 0.0, of_department)
