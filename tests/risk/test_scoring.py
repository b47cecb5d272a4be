"""The level follows from the answers: the same for every order, never lower for a riskier answer, high for a stop."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from applications.risk import ORDER, Option, Question, Questionnaire, Score, level_at, levels_open, score, unfounded
from applications.risk_seed import FIRST, SECOND, VERSIONS
from tests.factories.answers import FORBIDDEN, HIGH_RISK, LOW_RISK

# Drawing the first example builds the strategies, which takes its time on a busy machine.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
WORDS = st.text("abcdefgh", min_size=1, max_size=6)


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Any that the rules allow: up to six questions with up to five answers each."""
    keys = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    medium = draw(st.integers(1, 60))
    questions = tuple(
        Question(
            key, "data", key, tuple(
                Option(f"o{n}", f"{key}{n}", draw(st.integers(0, 30)), draw(st.booleans()))
                for n in range(draw(st.integers(2, 5)))
            ), draw(st.integers(1, 4)),
        )
        for key in keys
    )  # fmt: skip
    return Questionnaire(questions, medium, medium + draw(st.integers(1, 60)))


@st.composite
def answered(draw: st.DrawFn) -> tuple[Questionnaire, dict[str, str]]:
    questionnaire = draw(st.one_of(questionnaires(), st.sampled_from([FIRST, SECOND])))
    return questionnaire, {
        question.key: draw(st.sampled_from(question.options)).key for question in questionnaire.questions
    }


def scored(questionnaire: Questionnaire, answers: dict[str, str]) -> Score:
    found = score(questionnaire, answers)
    assert found is not None
    return found


@unhurried
@given(answered(), st.data())
def test_a_riskier_answer_never_lowers_the_level(
    case: tuple[Questionnaire, dict[str, str]], data: st.DataObject
) -> None:
    questionnaire, answers = case
    question = data.draw(st.sampled_from(questionnaire.questions))
    now = question.option(answers[question.key])
    assert now is not None
    riskier = [o for o in question.options if (o.stop, o.points) >= (now.stop, now.points)]
    worse = answers | {question.key: data.draw(st.sampled_from(riskier)).key}
    before, after = scored(questionnaire, answers), scored(questionnaire, worse)
    assert ORDER.index(after.level) >= ORDER.index(before.level)
    assert bool(after.stops) >= bool(before.stops)


@unhurried
@given(answered(), st.randoms(use_true_random=False))
def test_the_order_of_questions_and_answers_does_not_matter(
    case: tuple[Questionnaire, dict[str, str]], random: Random
) -> None:
    questionnaire, answers = case
    questions, given_in = list(questionnaire.questions), list(answers.items())
    random.shuffle(questions)
    random.shuffle(given_in)
    shuffled = replace(questionnaire, questions=tuple(questions))
    before, after = scored(questionnaire, answers), scored(shuffled, dict(given_in))
    assert (before.points, before.level, set(before.reasons)) == (after.points, after.level, set(after.reasons))


@unhurried
@given(answered())
def test_a_hard_stop_is_high_whatever_the_points(case: tuple[Questionnaire, dict[str, str]]) -> None:
    questionnaire, answers = case
    found = scored(questionnaire, answers)
    stopped = any(option.stop for _question, option in questionnaire.given(answers))
    assert bool(found.stops) == stopped
    assert found.level == ("high" if stopped else level_at(questionnaire, found.points))
    assert found.reasons[: len(found.stops)] == found.stops


@unhurried
@given(answered())
def test_what_is_written_down_says_the_same_when_it_is_read_again(case: tuple[Questionnaire, dict[str, str]]) -> None:
    questionnaire, answers = case
    assert score(Questionnaire.from_json(questionnaire.to_json()), answers) == score(questionnaire, answers)


@unhurried
@given(answered(), st.data())
def test_there_is_no_score_while_an_answer_is_missing(
    case: tuple[Questionnaire, dict[str, str]], data: st.DataObject
) -> None:
    questionnaire, answers = case
    missing = data.draw(st.sampled_from(sorted(answers)))
    assert score(questionnaire, {key: answers[key] for key in answers if key != missing}) is None
    assert score(questionnaire, answers | {missing: "no such answer"}) is None


@pytest.mark.parametrize("version", [FIRST, SECOND])
def test_the_mildest_answers_are_low_and_the_worst_high(version: Questionnaire) -> None:
    mild = {q.key: min(q.options, key=lambda o: (o.stop, o.points)).key for q in version.questions}
    worst = {q.key: max(q.options, key=lambda o: o.points).key for q in version.questions}
    assert scored(version, mild).level == "low"
    assert scored(version, worst).level == "high"


# What each answer of the second version adds to the mildest case, and the level that it makes alone.
ALONE: list[tuple[str, str, int, str]] = [
    ("grade", "general_1", 0, "low"), ("grade", "general_2", 2, "low"), ("grade", "general_3", 6, "low"),
    ("grade", "general_4", 12, "low"), ("grade", "important", 30, "medium"), ("grade", "core", 60, "stop"),
    ("personal", "none", 0, "low"), ("personal", "processed", 6, "low"), ("personal", "personal", 15, "low"),
    ("personal", "unlawful", 40, "stop"),
    ("granularity", "summary", 0, "low"), ("granularity", "partial", 3, "low"), ("granularity", "single", 8, "low"),
    ("linkage", "none", 0, "low"), ("linkage", "possible", 5, "low"), ("linkage", "likely", 12, "low"),
    ("border", "none", 0, "low"), ("border", "planned", 10, "low"), ("border", "abroad", 40, "stop"),
    ("purpose", "specific", 0, "low"), ("purpose", "general", 5, "low"), ("purpose", "vague", 12, "low"),
    ("benefit", "public", 0, "low"), ("benefit", "mixed", 2, "low"), ("benefit", "private", 4, "low"),
    ("recipients", "internal", 0, "low"), ("recipients", "named", 4, "low"), ("recipients", "anyone", 8, "low"),
    ("publication", "none", 0, "low"), ("publication", "derived", 5, "low"), ("publication", "original", 40, "stop"),
    ("certificate", "third", 0, "low"), ("certificate", "second", 3, "low"), ("certificate", "none", 8, "low"),
    ("measures", "complete", 0, "low"), ("measures", "partial", 5, "low"), ("measures", "wanting", 15, "low"),
    ("conduct", "good", 0, "low"), ("conduct", "new", 3, "low"), ("conduct", "suspended", 12, "low"),
    ("conduct", "revoked", 30, "medium"), ("conduct", "listed", 60, "stop"),
    ("delivery", "sandbox", 0, "low"), ("delivery", "api", 4, "low"), ("delivery", "download", 8, "low"),
]  # fmt: skip
MILD = {question.key: question.options[0].key for question in SECOND.questions}


@pytest.mark.parametrize(("question", "option", "points", "outcome"), ALONE)
def test_every_answer_of_the_second_version_counts_as_the_table_says(
    question: str, option: str, points: int, outcome: str
) -> None:
    found = scored(SECOND, MILD | {question: option})
    assert found.points == points
    assert ("stop" if found.stops else found.level) == outcome


def test_the_table_has_every_answer() -> None:
    assert {(q.key, o.key) for q in SECOND.questions for o in q.options} == {row[:2] for row in ALONE}


@pytest.mark.parametrize(
    ("answers", "points", "level", "stops"),
    [(LOW_RISK, 16, "low", 0), (HIGH_RISK, 55, "high", 0), (FORBIDDEN, 74, "high", 1)],
)
def test_whole_cases_of_the_second_version(answers: dict[str, str], points: int, level: str, stops: int) -> None:
    found = scored(SECOND, answers)
    assert (found.points, found.level, len(found.stops)) == (points, level, stops)


@unhurried
@given(st.fixed_dictionaries({key: st.sampled_from(ORDER) for key in ("data", "use", "applicant", "delivery")}))
def test_the_first_version_says_what_the_first_releases_said(answers: dict[str, str]) -> None:
    """The strictest answer counted; a download alone was at most medium."""
    delivery = min(answers["delivery"], "medium", key=ORDER.index)
    strictest = max([answers["data"], answers["use"], answers["applicant"], delivery], key=ORDER.index)
    assert scored(FIRST, answers).level == strictest


@pytest.mark.parametrize(
    ("level", "given_level", "why", "founded"),
    [
        ("low", "low", "", True), ("low", "medium", "", False), ("low", "medium", "数据更新频繁", True),
        ("low", "high", "理由", False), ("medium", "low", "理由", True), ("medium", "high", "理由", True),
        ("medium", "high", "  ", False), ("high", "medium", "理由", True), ("high", "low", "理由", False),
    ],
)  # fmt: skip
def test_another_level_takes_a_reason_and_goes_one_step(level: str, given_level: str, why: str, founded: bool) -> None:
    found = Score(0, level, (), ())
    assert (unfounded(found, given_level, why) == ()) == founded
    assert not founded or given_level in levels_open(found)


@pytest.mark.parametrize("given_level", ["low", "medium"])
def test_a_hard_stop_leaves_no_other_level(given_level: str) -> None:
    assert unfounded(Score(0, "high", ("属于核心数据。",), ()), given_level, "理由")


def test_versions_are_numbered_from_one() -> None:
    assert [number for number, _note, _content in VERSIONS] == list(range(1, len(VERSIONS) + 1))
