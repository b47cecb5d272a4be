"""What a questionnaire would have said of the last assessments: asked before it is published."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .models import Assessment
from .risk import ORDER, Question, Questionnaire, Score, score

MOST = 500


@dataclass(frozen=True)
class Played:
    """One assessment under another questionnaire. `score` is None where it did not answer all that is asked there:
    `open` are the questions left over, which are then counted at their mildest and at their worst."""

    assessment: Assessment
    score: Score | None
    open: tuple[Question, ...]
    between: tuple[str, str]

    @property
    def moved(self) -> int:
        """How many levels up, or down, from what was scored; 0 where the open questions leave it undecided."""
        if self.between[0] != self.between[1]:
            return 0
        return ORDER.index(self.between[0]) - ORDER.index(self.assessment.scored)

    @property
    def is_open(self) -> bool:
        return self.between[0] != self.between[1]


@dataclass(frozen=True)
class Replay:
    """All of them, and how many went from which level to which; "" for undecided."""

    played: list[Played]
    table: list[tuple[str, list[int]]]

    @property
    def moved(self) -> list[Played]:
        return [one for one in self.played if one.moved]

    @property
    def undecided(self) -> list[Played]:
        return [one for one in self.played if one.is_open]


COLUMNS = (*ORDER, "")


def replay(questionnaire: Questionnaire, last: int) -> Replay:
    """The last assessments, the newest first: one query. Answers that are asked in both count, by their keys."""
    latest = Assessment.objects.select_related("questionnaire", "application__case", "application__dataset")
    played = [play(one, questionnaire) for one in latest.order_by("-pk")[: min(last, MOST)]]
    return Replay(played, tabled(played))


def play(assessment: Assessment, questionnaire: Questionnaire) -> Played:
    """The levels between which it lies: at the mildest and at the worst answers to what was not asked then."""
    left = tuple(questionnaire.unanswered(assessment.answers))
    mildest = _filled(assessment.answers, left, worst=False)
    worst = _filled(assessment.answers, left, worst=True)
    low, high = score(questionnaire, mildest), score(questionnaire, worst)
    assert low is not None and high is not None
    return Played(assessment, None if left else low, left, (low.level, high.level))


def _filled(answers: Mapping[str, str], left: Iterable[Question], *, worst: bool) -> dict[str, str]:
    pick = max if worst else min
    return {**answers, **{q.key: pick(q.options, key=lambda o: (o.stop, o.points)).key for q in left}}


def tabled(played: Iterable[Played]) -> list[tuple[str, list[int]]]:
    """A row for each level that was scored, with the numbers for each level of COLUMNS."""
    counted = Counter((one.assessment.scored, "" if one.is_open else one.between[0]) for one in played)
    return [(then, [counted[then, now] for now in COLUMNS]) for then in ORDER]
