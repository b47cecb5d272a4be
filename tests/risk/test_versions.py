"""Drafting, trying and publishing a version of the questionnaire, on the pages of two administrators."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from accounts.roles import Role
from applications.forms.questionnaire_editor import QuestionnaireForm
from applications.models import QuestionnaireVersion
from applications.questionnaire_check import problems
from applications.questionnaires import content_of, current
from applications.replay import replay
from applications.risk import Questionnaire
from applications.risk_seed import FIRST, SECOND
from jobs import clock
from tests.factories import MORNING, Cast, case_in, the_cast

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def cast() -> Cast:
    return the_cast()


@pytest.fixture
def second(cast: Cast) -> User:
    """Another administrator."""
    user = User.objects.create_user("second.sysadmin@wuri.example", "x", name="金二")
    Membership.objects.create(user=user, organisation=cast.authority, role=Role.SYSADMIN, since=date(2020, 1, 1))
    return user


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(user: User, name: str, *keys: int, **said: Any) -> Any:
    with clock.travel(MORNING):
        return as_(user).post(reverse(name, args=keys), said, follow=True)


def the_draft() -> QuestionnaireVersion:
    return QuestionnaireVersion.objects.drafts().get()


def typed(**changes: Any) -> dict[str, Any]:
    """The form of the draft as the page shows it, with some fields changed."""
    form = QuestionnaireForm(version=the_draft())
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in (shown | changes).items() if value is not None and value is not False}


def a_draft(actor: User, **changes: Any) -> QuestionnaireVersion:
    posted(actor, "risk-draft")
    posted(actor, "risk-edit", 3, **typed(note="提高下载的得分", **changes))
    return the_draft()


def test_a_draft_begins_as_a_copy_and_there_is_only_one(cast: Cast, second: User) -> None:
    for user in (cast.sysadmin, second):
        assert posted(user, "risk-draft").status_code == 200
    draft = the_draft()
    assert draft.version == 3 and content_of(draft) == SECOND
    assert current().version == 2


def test_saving_what_is_shown_changes_nothing(cast: Cast) -> None:
    assert content_of(a_draft(cast.sysadmin)) == SECOND


def test_points_answers_and_questions_are_changed_added_and_taken_away(cast: Cast) -> None:
    place = {question.key: n for n, question in enumerate(SECOND.questions)}
    changes = {
        f"q{place['delivery']}o2_points": 20,
        f"q{place['benefit']}_title": "",
        f"q{place['border']}o3_words": "拟在境外存储", f"q{place['border']}o3_points": 12,
        "new_applicant_title": "数据安全负责人", "new_applicant_weight": 2,
        "new_applicanto0_words": "已指定", "new_applicanto1_words": "未指定", "new_applicanto1_points": 4,
        "new_applicanto1_reason": "没有指定数据安全负责人。",
    }  # fmt: skip
    asked = {question.key: question for question in content_of(a_draft(cast.sysadmin, **changes)).questions}
    assert [option.points for option in asked["delivery"].options] == [0, 4, 20]
    assert "benefit" not in asked
    assert [(o.key, o.words, o.points) for o in asked["border"].options][3] == ("o1", "拟在境外存储", 12)
    new = asked["q1"]
    assert (new.section, new.title, new.weight) == ("applicant", "数据安全负责人", 2)
    assert [option.key for option in new.options] == ["o1", "o2"]


def test_a_refused_form_keeps_what_was_typed(cast: Cast) -> None:
    posted(cast.sysadmin, "risk-draft")
    page = posted(cast.sysadmin, "risk-edit", 3, **typed(note="试", q0o0_points=1000, q0o0_words="一级"))
    assert page.status_code == 200 and page.context["form"]["q0o0_words"].value() == "一级"
    assert content_of(the_draft()) == SECOND


def test_whoever_changed_it_last_does_not_publish(cast: Cast, second: User) -> None:
    draft = a_draft(cast.sysadmin)
    assert posted(cast.sysadmin, "risk-publish", 3, seen=draft.revision).status_code == 403
    assert posted(second, "risk-publish", 3, seen=draft.revision).status_code == 200
    published = QuestionnaireVersion.objects.get(version=3)
    assert (published.published_by, published.drafted_by) == (second, cast.sysadmin)
    assert current() == published


def test_what_is_published_is_what_was_looked_at(cast: Cast, second: User) -> None:
    draft = a_draft(cast.sysadmin)
    assert "其他人已修改该草稿" in posted(second, "risk-publish", 3, seen=draft.revision - 1).content.decode()
    assert current().version == 2


def test_a_published_version_takes_no_more_changes(cast: Cast, second: User) -> None:
    draft = a_draft(cast.sysadmin)
    form = typed(q0o0_points=99)
    posted(second, "risk-publish", 3, seen=draft.revision)
    late = posted(cast.sysadmin, "risk-edit", 3, **form)
    assert "不能再修改" in late.content.decode() and late.context["form"]["q0o0_points"].value() == "99"
    assert "不能再修改" in posted(cast.sysadmin, "risk-discard", 3, seen=draft.revision).content.decode()
    assert content_of(current()) == SECOND


def test_a_draft_with_problems_or_without_a_note_is_not_published(cast: Cast, second: User) -> None:
    draft = a_draft(cast.sysadmin, high_from=9000)
    page = posted(second, "risk-publish", 3, seen=draft.revision)
    assert page.status_code == 422 and "达不到高风险的起点" in page.content.decode()
    posted(cast.sysadmin, "risk-edit", 3, **typed(high_from=45, note=""))
    assert "请写明修改说明。" in posted(second, "risk-publish", 3, seen=the_draft().revision).content.decode()


def test_a_draft_can_be_taken_away(cast: Cast) -> None:
    draft = a_draft(cast.sysadmin)
    posted(cast.sysadmin, "risk-discard", 3, seen=draft.revision)
    assert not QuestionnaireVersion.objects.drafts().exists()


def test_the_database_wants_two_people(cast: Cast) -> None:
    draft = a_draft(cast.sysadmin)
    rows = QuestionnaireVersion.objects.filter(pk=draft.pk)
    with pytest.raises(IntegrityError, match="published_by_a_second_person"), transaction.atomic():
        rows.update(published_by=cast.sysadmin, published_at=MORNING)


def test_nobody_else_finds_these_pages(cast: Cast) -> None:
    for part in ("handler", "approver", "supervisor", "auditor", "applicant"):
        assert as_(cast.people[part]).get(reverse("risk-versions")).status_code == 404


# ---- replay ----


def test_the_draft_is_tried_on_the_last_assessments(cast: Cast) -> None:
    low, high = case_in("deciding"), case_in("consulting", body=cast.other_body)
    place = [question.key for question in SECOND.questions].index("delivery")
    a_draft(cast.sysadmin, **{f"q{place}o2_points": 30})
    found = replay(content_of(the_draft()), 50)
    assert [(one.assessment.application_id, one.moved) for one in found.played] == [(high.pk, 0), (low.pk, 1)]
    assert dict(found.table) == {"low": [0, 1, 0, 0], "medium": [0, 0, 0, 0], "high": [0, 0, 1, 0]}
    page = as_(cast.sysadmin).get(reverse("risk-replay", args=[3]), {"last": 1}).content.decode()
    assert "共 1 件" in page and low.number not in page
    page = as_(cast.sysadmin).get(reverse("risk-replay", args=[3])).content.decode()
    assert low.number in page and high.number not in page


def test_questions_that_were_not_asked_then_leave_the_level_between_two(cast: Cast) -> None:
    case_in("deciding")
    [one] = replay(FIRST, 5).played
    assert one.between == ("low", "high") and one.is_open and one.moved == 0
    assert [question.key for question in one.open] == ["data", "use", "applicant", "delivery"]


def test_replaying_takes_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    for body in (cast.body, cast.other_body, None):
        case_in("deciding", body=body)
    with django_assert_num_queries(1):
        replay(SECOND, 50)


@pytest.mark.parametrize("last", ["0", "x", "501", ""])
def test_a_wrong_number_of_cases_is_said_at_its_field(cast: Cast, last: str) -> None:
    page = as_(cast.sysadmin).get(reverse("risk-replay", args=[2]), {"last": last})
    assert page.status_code == 200 and page.context["form"].errors


# ---- what is wrong with a questionnaire ----


QUESTIONS = SECOND.to_json()["questions"]


def changed(**changes: Any) -> Questionnaire:
    return Questionnaire.from_json(SECOND.to_json() | changes)


def test_the_versions_that_come_with_the_system_are_sound() -> None:
    assert problems(FIRST) == [] and problems(SECOND) == []


@pytest.mark.parametrize(
    ("questionnaire", "words"),
    [
        (changed(medium_from=45), "低于高风险的起点"),
        (changed(high_from=9000), "达不到高风险的起点"),
        (changed(questions=[q for q in QUESTIONS if q["section"] != "use"]), "使用目的和范围"),
        (changed(questions=[q | {"options": q["options"][:1]} for q in QUESTIONS]), "至少需要两个选项"),
        (changed(questions=[q | {"options": [q["options"][0]] * 2} for q in QUESTIONS]), "两个相同的选项"),
        (changed(questions=[
            q | {"options": [o | {"stop": True} for o in q["options"]]} for q in QUESTIONS
        ]), "每个选项都是一票否决"),
        (changed(questions=[
            q | {"options": [o | {"points": o["points"] + 2} for o in q["options"]]} for q in QUESTIONS
        ]), "没有一种回答是低风险"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(questionnaire: Questionnaire, words: str) -> None:
    assert any(words in one for one in problems(questionnaire))
