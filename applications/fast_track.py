"""Opening at once (免申即用), weighed by the questionnaire that is asked now.

What the dossier says answers the questions of fact; the rest was judged beforehand by the department for everybody
who applies within the open list (models.standing). Where either leaves a question open, a person weighs it.
"""

from django.utils.translation import gettext as _
from django.utils.translation import override

from .assessing import Finding, Weighed, weigh_by
from .models import Application, StandingAssessment
from .questionnaires import content_of, current
from .risk import Question, Questionnaire
from .suggestions import SOURCES, Dossier

# Questions that the dossier answers itself; what it leaves open is never filled in from elsewhere.
OF_FACT = ("grade", "sensitive", "delivery_mode", "conduct")


def standing_questions(questionnaire: Questionnaire) -> list[Question]:
    """What a department judges beforehand."""
    return [question for question in questionnaire.questions if question.source not in OF_FACT]


def standing_of(dataset_id: int) -> StandingAssessment | None:
    """What counts for a data set: the latest that was confirmed. One query."""
    return StandingAssessment.objects.filter(dataset=dataset_id, confirmed_at__isnull=False).order_by("-pk").first()


def finding(application: Application, questionnaire: Questionnaire, standing: StandingAssessment | None) -> Finding:
    """All answers that there are, each with where it was found."""
    dossier, answers, evidence = Dossier(application), {}, {}
    for question in questionnaire.questions:
        if question.source in OF_FACT:
            found = SOURCES[question.source](question, dossier)
            if found is not None:
                answers[question.key], evidence[question.key] = found.option, found.evidence
        elif standing is not None and question.key in standing.answers:
            answers[question.key] = standing.answers[question.key]
            evidence[question.key] = standing.evidence.get(question.key, "") or str(_("数据提供单位预先评估"))
    return Finding(answers, str(_("按数据集的预先评估和本件的事实自动评分。")), evidence)


def weighed(application: Application) -> Weighed:
    """The application by the questionnaire that is asked now; `score` is None where a question is left open."""
    version = current()
    with override("zh-hans"):  # what the system finds goes into the record
        said = finding(application, content_of(version), standing_of(application.dataset_id))
    return weigh_by(version, said)


def opens_at_once(application: Application) -> bool:
    """Whether the system may open it: asked before it tries, and again under the lock."""
    found = weighed(application)
    return application.dataset.fast_track and found.score is not None and found.level == "low"
