"""The risk of opening data to one applicant, scored by a questionnaire that is data. Plain functions of plain values.

Each answer has points, each question a weight; the sum gives the level. Some answers are hard stops (一票否决): they
make the risk high whatever the sum, and the data are not to be opened. No queries, no settings, no clock.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ORDER = ("low", "medium", "high")

SECTIONS: dict[str, str | Promise] = {
    "data": gettext_lazy("数据本身"),
    "use": gettext_lazy("使用目的和范围"),
    "applicant": gettext_lazy("申请人的保护能力"),
    "delivery": gettext_lazy("提供方式"),
}


@dataclass(frozen=True)
class Option:
    """One answer: what it says, its points (0 or more), the sentence it gives as a reason, and the condition of
    opening that follows from it."""

    key: str
    words: str
    points: int = 0
    stop: bool = False
    reason: str = ""
    condition: str = ""


@dataclass(frozen=True)
class Question:
    """`evidence` is where its answer is usually found; `source` names the fact of the dossier that answers it
    (applications.suggestions), "" where a person must judge."""

    key: str
    section: str
    title: str
    options: tuple[Option, ...]
    weight: int = 1
    evidence: str = ""
    source: str = ""

    def option(self, key: str) -> Option | None:
        return next((option for option in self.options if option.key == key), None)

    def points(self, option: Option) -> int:
        return self.weight * option.points


@dataclass(frozen=True)
class Questionnaire:
    """From `medium_from` points on the risk is medium, from `high_from` on it is high."""

    questions: tuple[Question, ...]
    medium_from: int
    high_from: int

    def given(self, answers: Mapping[str, str]) -> Iterator[tuple[Question, Option]]:
        """The answers it knows, in the order of its questions; `answers` maps a question's key to an option's."""
        for question in self.questions:
            option = question.option(answers.get(question.key, ""))
            if option is not None:
                yield question, option

    def unanswered(self, answers: Mapping[str, str]) -> list[Question]:
        answered = {question.key for question, _option in self.given(answers)}
        return [question for question in self.questions if question.key not in answered]

    @property
    def most(self) -> int:
        """The points of the worst answers together."""
        return sum(max(question.points(option) for option in question.options) for question in self.questions)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, content: Mapping[str, Any]) -> "Questionnaire":
        questions = tuple(
            Question(**{**question, "options": tuple(Option(**option) for option in question["options"])})
            for question in content["questions"]
        )
        return cls(questions, content["medium_from"], content["high_from"])


@dataclass(frozen=True)
class Score:
    """What complete answers come to. `stops` are the sentences of the hard stops, `reasons` all sentences, the
    weightiest first."""

    points: int
    level: str
    stops: tuple[str, ...]
    reasons: tuple[str, ...]


def score(questionnaire: Questionnaire, answers: Mapping[str, str]) -> Score | None:
    """The score of complete answers; None while one is missing or unknown."""
    if questionnaire.unanswered(answers):
        return None
    given = list(questionnaire.given(answers))
    points = sum(question.points(option) for question, option in given)
    stops = tuple(sentence(question, option) for question, option in given if option.stop)
    level = "high" if stops else level_at(questionnaire, points)
    weighty = sorted((pair for pair in given if not pair[1].stop), key=lambda pair: -pair[0].points(pair[1]))
    said = tuple(sentence(question, option) for question, option in weighty if question.points(option))
    return Score(points, level, stops, stops + said)


def level_at(questionnaire: Questionnaire, points: int) -> str:
    """The level of a sum of points."""
    if points >= questionnaire.high_from:
        return "high"
    return "medium" if points >= questionnaire.medium_from else "low"


def sentence(question: Question, option: Option) -> str:
    """Why an answer counts: its own sentence, or what it says."""
    return option.reason or f"{question.title}：{option.words}。"


def levels_open(found: Score) -> tuple[str, ...]:
    """The levels an assessor may give: what was scored and its neighbours; a hard stop leaves no choice."""
    if found.stops:
        return (found.level,)
    place = ORDER.index(found.level)
    return ORDER[max(place - 1, 0) : place + 2]


def unfounded(found: Score, level: str, why: str) -> tuple[str, ...]:
    """What stands against a level that differs from the score; empty where it may be given."""
    if level == found.level:
        return ()
    if found.stops:
        return (_("存在一票否决情形，风险等级为高，不能调整。"),)
    if level not in levels_open(found):
        return (_("风险等级只能在评分结果的基础上调整一级。"),)
    return () if why.strip() else (_("调整风险等级的，请写明理由。"),)
