"""Assessing through the door: what is stored, what is refused, and that an old case keeps its questionnaire."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from applications.models import Application, Assessment, QuestionnaireVersion
from applications.questionnaires import content_of
from applications.risk import score
from applications.risk_seed import FIRST, SECOND
from jobs import clock
from tests.factories import MORNING, a_life, case_in, the_cast
from tests.factories.answers import FORBIDDEN, HIGH_RISK, LOW_RISK
from tests.workflow.attempts import answers_of
from workflow.models import Event
from workflow.refusals import MissingFacts
from workflow.states import State

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def assessing(**said: Any) -> Any:
    life = a_life(**said)
    life.do("submit")
    life.do("accept")
    return life


def the_assessment(application: Application) -> Assessment:
    return Assessment.objects.select_related("questionnaire").get(application=application)


def test_an_assessment_keeps_version_answers_evidence_points_and_reasons() -> None:
    life = assessing()
    made = the_assessment(life.do("assess", evidence={"grade": "目录第 3 页", "purpose": " "}))
    assert (made.questionnaire.version, made.points, made.scored, made.level) == (2, 16, "low", "low")
    assert made.answers == LOW_RISK and made.evidence == {"grade": "目录第 3 页"}
    assert "以下载方式提供，提供后难以控制。" in made.reasons
    entry = Event.objects.get(case=life.pk, name="assess").facts
    assert (entry["version"], entry["points"], entry["level"]) == (2, 16, "low")


def test_missing_answers_are_refused_and_nothing_is_kept() -> None:
    life = assessing()
    with pytest.raises(MissingFacts):
        life.do("assess", answers={"grade": "general_1"})
    assert not Assessment.objects.exists()


def test_another_level_goes_on_record_with_its_reason() -> None:
    life = assessing()
    made = the_assessment(life.do("assess", level="medium", deviation="申请人人员变动频繁。"))
    assert (made.scored, made.level, made.deviation) == ("low", "medium", "申请人人员变动频繁。")
    entry = Event.objects.get(case=life.pk, name="assess").facts
    assert (entry["scored"], entry["deviation"]) == ("low", "申请人人员变动频繁。")


@pytest.mark.parametrize(
    "said",
    [
        {"level": "medium"}, {"level": "high", "deviation": "理由"},
        {"answers": FORBIDDEN, "level": "medium", "deviation": "理由"},
    ],
)  # fmt: skip
def test_a_level_without_foundation_is_refused(said: dict[str, Any]) -> None:
    life = assessing()
    with pytest.raises(MissingFacts):
        life.do("assess", **said)


def test_high_risk_by_deviation_needs_a_consultation_too() -> None:
    life = assessing()
    medium = LOW_RISK | {"grade": "important"}
    with pytest.raises(MissingFacts, match="高"):
        life.do("assess", answers=medium, level="high", deviation="理由")
    life.do("consult", answers=medium, level="high", deviation="理由")
    assert life.application.case.state == State.CONSULTING


def test_a_hard_stop_goes_to_the_decision_and_can_only_be_refused_or_returned() -> None:
    life = assessing()
    life.do("assess", answers=FORBIDDEN)
    assert life.application.case.state == State.DECIDING
    with pytest.raises(MissingFacts, match="一票否决"):
        life.do("approve")
    life.do("refuse")
    assert life.application.case.state == State.REFUSED


def test_a_stopped_case_that_was_assessed_anew_can_be_approved() -> None:
    life = assessing()
    life.do("assess", answers=FORBIDDEN)
    life.do("return_to_assessment")
    life.do("assess")
    life.do("approve")
    assert life.application.case.state == State.AGREEMENT


def test_the_database_refuses_a_level_two_steps_away_or_without_a_reason() -> None:
    made = the_assessment(case_in("deciding"))
    rows = Assessment.objects.filter(pk=made.pk)
    for change, name in (
        ({"level": "medium"}, "another_level_than_scored_has_its_reason"),
        ({"level": "high", "deviation": "理由"}, "an_assessor_deviates_by_one_level"),
        ({"stopped": True}, "a_hard_stop_is_high_risk"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)


def test_old_cases_keep_their_version_and_its_result() -> None:
    old = the_assessment(case_in("deciding"))
    QuestionnaireVersion.objects.create(
        version=3, note="新", content=FIRST.to_json(), drafted_at=MORNING, published_at=MORNING
    )
    new = assessing()
    new.do("assess", answers={"data": "low", "use": "medium", "applicant": "low", "delivery": "low"})
    old.refresh_from_db()
    again = score(content_of(old.questionnaire), old.answers)
    assert again is not None and (again.points, again.level) == (old.points, old.scored)
    assert content_of(old.questionnaire) == SECOND
    assert the_assessment(new.application).questionnaire.version == 3


# ---- the form ----


def form_page(client: Client, application: Application, name: str = "assess", **typed: Any) -> Any:
    client.force_login(the_cast().assessor)
    with clock.travel(MORNING):
        address = reverse("move", args=[application.pk, name])
        return client.post(address, typed) if typed else client.get(address)


def test_the_form_offers_what_the_dossier_itself_answers(client: Client) -> None:
    form = form_page(client, assessing().application).context["form"]
    offered = {key: form.fields[f"answer_{key}"].initial for key in ("grade", "personal", "delivery", "conduct")}
    assert offered == {"grade": "general_3", "personal": "personal", "delivery": "download", "conduct": "new"}
    assert form.fields["answer_purpose"].initial is None
    assert form.fields["evidence_purpose"].initial == "申请书"


def test_what_was_judged_before_of_the_data_set_is_offered_again(client: Client) -> None:
    first = case_in("deciding", body=the_cast().other_body)
    form = form_page(client, assessing().application).context["form"]
    assert form.fields["answer_linkage"].initial == "none"
    assert first.number in form.fields["evidence_linkage"].initial
    assert form.fields["answer_measures"].initial is None  # another applicant's measures are not his


def test_a_returned_case_is_offered_its_own_answers(client: Client) -> None:
    life = assessing()
    life.do("assess", evidence={"purpose": "申请书第二段"})
    life.do("return_to_assessment")
    form = form_page(client, life.application).context["form"]
    assert {key: form.fields[f"answer_{key}"].initial for key in LOW_RISK} == LOW_RISK
    assert form.fields["evidence_purpose"].initial == "申请书第二段"


def test_trouble_in_earlier_cases_is_left_to_a_person(client: Client) -> None:
    case_in("suspended")
    form = form_page(client, assessing().application).context["form"]
    assert form.fields["answer_conduct"].initial is None


def test_a_refused_form_keeps_what_was_typed_also_for_the_consultation(client: Client) -> None:
    life = assessing()
    high = {f"answer_{key}": option for key, option in HIGH_RISK.items()}
    asked = {"departments": [life.cast.consulted.pk], "question": "是否同意"}
    typed = high | asked | {"opinion": "涉及明细", "evidence_grade": "第三页"}
    page = form_page(client, life.application, **typed)
    assert page.status_code == 200 and "评估结果为高风险" in page.content.decode()
    form = page.context["form"]
    assert form["evidence_grade"].value() == "第三页" and form["answer_personal"].value() == "personal"
    assert form.companion["departments"].value() == [str(life.cast.consulted.pk)]
    assert form.companion["question"].value() == "是否同意"
    form_page(client, life.application, "consult", **typed)
    assert life.application.case.state == State.CONSULTING


def test_answers_to_an_older_questionnaire_are_not_taken_for_answers_to_this_one(client: Client) -> None:
    life = assessing()
    typed = answers_of(life.application, [])["assess"]
    page = form_page(client, life.application, **typed, version=1)
    assert "问卷已更新" in page.content.decode()
    assert form_page(client, life.application, **typed, version=2).status_code == 302


def test_the_approver_sees_score_level_and_the_reason_for_the_difference(client: Client) -> None:
    life = assessing()
    life.do("assess", level="medium", deviation="申请人人员变动频繁。")
    client.force_login(life.cast.approver)
    with clock.travel(MORNING):
        text = client.get(reverse("case", args=[life.pk])).content.decode()
    for words in ("评估员已调整等级", "申请人人员变动频繁。", "16 分（问卷第 2 版）", "以下载方式提供"):
        assert words in text
