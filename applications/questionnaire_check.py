"""What is wrong with a questionnaire that is about to be asked: plain sentences, none for a sound one."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .risk import SECTIONS, Question, Questionnaire


def problems(questionnaire: Questionnaire) -> list[str]:
    """All of them, those of the whole first."""
    return [*_of_the_whole(questionnaire), *(said for one in questionnaire.questions for said in _of_one(one))]


def _of_the_whole(questionnaire: Questionnaire) -> Iterator[str]:
    asked = {question.section for question in questionnaire.questions}
    for key, title in SECTIONS.items():
        if key not in asked:
            yield _("“%(section)s”至少需要一个评估项。") % {"section": title}
    if not 1 <= questionnaire.medium_from < questionnaire.high_from:
        yield _("中风险的起点应当不少于 1 分，并低于高风险的起点。")
    elif questionnaire.high_from > questionnaire.most:
        words = _("各项最高分合计 %(most)d 分，达不到高风险的起点 %(high)d 分。")
        yield words % {"most": questionnaire.most, "high": questionnaire.high_from}
    elif least(questionnaire) >= questionnaire.medium_from:
        words = _("各项最低分合计 %(least)d 分，没有一种回答是低风险。")
        yield words % {"least": least(questionnaire)}


def _of_one(question: Question) -> Iterator[str]:
    named = {"title": question.title}
    if len(question.options) < 2:
        yield _("评估项“%(title)s”至少需要两个选项。") % named
    elif all(option.stop for option in question.options):
        yield _("评估项“%(title)s”的每个选项都是一票否决。") % named
    words = [option.words for option in question.options]
    if len(set(words)) < len(words):
        yield _("评估项“%(title)s”有两个相同的选项。") % named


def least(questionnaire: Questionnaire) -> int:
    """The points of the mildest answers together, hard stops left aside."""
    return sum(
        min((question.points(option) for option in question.options if not option.stop), default=0)
        for question in questionnaire.questions
    )
