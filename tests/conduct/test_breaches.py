"""A breach from an anonymous report to the breach list, to a refusal of what is applied for next, and to its appeal."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse

from applications.actions.begin_again import begin_again
from applications.fast_track import opens_at_once
from applications.models import QuestionnaireVersion
from applications.past_conduct import OnBreachList
from applications.questionnaires import content_of
from applications.suggestions import suggested
from conduct import recording
from conduct.actions.appeal import appeal
from conduct.actions.decide import decide
from conduct.actions.decide_appeal import decide_appeal
from conduct.actions.examine import examine
from conduct.actions.hear import hear
from conduct.actions.identify import identify
from conduct.actions.suspend_grants import suspend_grants
from conduct.actions.take_up import take_up
from conduct.models import AppealOutcome, Breach, Finding, ListEntry, Outcome, Record, Stage
from conduct.refusals import (
    AppealTooLate,
    NoRespondent,
    NotAtThisStage,
    NotHeardYet,
    NotItsHandler,
    OwnReport,
    SameDecider,
)
from conduct.sweeps import remind
from jobs.clock import travel
from notifications.models import Message
from tests.conduct.matters import NOON, REASONS, UNTIL, a_breach, a_second_supervisor, decided, heard, taken_up
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, a_dataset, a_life, shanghai, the_cast
from workflow.refusals import MissingFacts, NotYours, OwnCase

pytestmark = pytest.mark.django_db
SECRET = {"facts": "我在交易群里看到其出售客流数据。", "said_body": "沪桥智行", "contact": "13900001111"}
LATER = shanghai("2026-09-21 10:00")


@pytest.fixture
def life() -> Life:
    return a_delivered_life()


def at(moment: Any, user: Any, name: str, args: list[Any], said: dict[str, Any] | None = None) -> Any:
    client = Client()
    client.force_login(user)
    with travel(moment):
        address = reverse(name, args=args)
        return client.get(address) if said is None else client.post(address, said)


def entry_names(breach: Breach) -> list[str]:
    return [one.name for one in recording.entries_of(breach)]


# ---- the journey ----


@pytest.mark.both
def test_from_an_anonymous_report_to_the_breach_list_and_a_refused_application(life: Life) -> None:
    cast = life.cast
    with travel(NOON):
        page = Client().post(reverse("report-breach"), SECRET, follow=True)
    breach = Breach.objects.get()
    assert breach.number in page.content.decode()
    assert (breach.reporter, breach.contact) == (None, "13900001111")
    assert Message.objects.get(kind="breach_reported").recipient == cast.supervisor

    def act(name: str, said: dict[str, Any], moment: Any = NOON) -> None:
        response = at(moment, cast.supervisor, "breach-act", [breach.pk, name], said)
        assert response.status_code == 302, response.content.decode()

    act("take_up", {})
    act("identify", {"numbers": life.application.number})
    act("suspend", {"reasons": "涉嫌转让数据，先行中止。"})
    assert life.application.case.state == "suspended"
    act("hear", {"charge": "涉嫌转让数据，拟终止开放。"})
    assert {message.recipient for message in Message.objects.filter(kind="breach_hearing")} == {
        cast.applicant, cast.colleague,
    }  # fmt: skip
    kept = {"statement": "我单位没有转让", "keep": "1"}
    assert at(NOON, cast.applicant, "my-breach-answer", [breach.pk], kept).status_code == 302
    assert "我单位没有转让" in at(NOON, cast.colleague, "my-breach", [breach.pk]).content.decode()
    assert "我单位没有转让" not in at(NOON, cast.supervisor, "breach", [breach.pk]).content.decode()
    said = {"statement": "我单位没有转让数据。"}
    assert at(NOON, cast.applicant, "my-breach-answer", [breach.pk], said).status_code == 302
    act("decide", REASONS | {"outcome": "restricted", "until": UNTIL.isoformat()})
    assert life.application.case.state == "revoked"
    assert (Finding.objects.get().number, ListEntry.objects.get().until) == ("数违决〔2026〕0001号", UNTIL)
    assert at(LATER, cast.handler, "breach-list", []).content.decode().count("沪桥智行科技有限公司") == 1

    other = a_life(dataset=a_dataset(cast.provider, "JT-0002"), starts_at=LATER)
    for verb in ("submit", "accept", "assess"):
        other.do(verb)
    with pytest.raises(MissingFacts) as refused:
        other.do("approve")
    assert "列入违规名单" in str(refused.value)


@pytest.mark.both
def test_the_list_stops_the_questionnaire_the_fast_track_and_renewal_until_its_end(life: Life) -> None:
    decided(life)
    questionnaire = content_of(QuestionnaireVersion.objects.published().latest("version"))
    at_once = a_dataset(life.cast.provider, "JT-0003", grade="general_1", fast_track=True)
    other = a_life(dataset=at_once, starts_at=LATER, requested_fields=["stop_id", "stop_name"])
    with travel(LATER):
        assert suggested(other.application, questionnaire)["conduct"].option == "listed"
        assert not opens_at_once(other.application)
    again = {"application": life.application, "actor": life.applicant}
    with pytest.raises(OnBreachList):
        begin_again(**again, now=shanghai("2027-09-30 23:59"))
    assert begin_again(**again, now=shanghai("2027-10-01 00:00")).pk
    with travel(shanghai("2027-10-01 00:00")):
        assert "conduct" not in suggested(other.application, questionnaire)  # he was revoked: a person judges


def test_another_applicant_is_not_touched(life: Life) -> None:
    decided(life)
    other = a_life(body=life.cast.other_body, starts_at=LATER)
    for verb in ("submit", "accept", "assess", "approve"):
        other.do(verb)
    assert other.application.case.state == "agreement"


# ---- who learns what ----


def test_the_reporter_is_shown_to_nobody_but_the_supervisor_who_has_it_in_hand(life: Life) -> None:
    cast = life.cast
    second = a_second_supervisor(cast)
    breach = taken_up(life, reporter=cast.stranger, contact="13900001111")
    hear(breach=breach, actor=cast.supervisor, charge="涉嫌转让数据。", now=NOON)
    secret = ("钱若谷", "13900001111")
    shown = at(NOON, cast.supervisor, "breach", [breach.pk]).content.decode()
    assert all(word in shown for word in secret)
    pages = [at(NOON, user, "breach", [breach.pk]) for user in (second, cast.auditor, cast.handler, cast.approver)]
    pages.append(at(NOON, cast.applicant, "my-breach", [breach.pk]))
    for page in pages:
        assert page.status_code == 200
        assert not any(word in page.content.decode() for word in secret)
    for entry in Record.objects.all():
        assert not any(word in str(entry.facts) for word in secret)
        assert entry.actor != cast.stranger
    for message in Message.objects.filter(case__isnull=True):
        assert not any(word in message.body + message.subject for word in secret)


def test_who_is_signed_in_stays_unnamed_unless_he_says_so(life: Life) -> None:
    for said, reporter in ((SECRET | {"unnamed": "on"}, None), (SECRET, life.cast.stranger)):
        at(NOON, life.cast.stranger, "report-breach", [], said)
        assert Breach.objects.latest("pk").reporter == reporter


def test_an_outsider_sees_nothing(life: Life) -> None:
    breach = heard(life)
    for part in ("stranger", "person", "applicant", "consulted_handler", "sysadmin"):
        assert at(NOON, life.cast.people[part], "breach", [breach.pk]).status_code == 404
        assert at(NOON, life.cast.people[part], "breach-act", [breach.pk, "take_up"], {}).status_code == 404
    for part in ("stranger", "person", "handler", "supervisor"):
        assert at(NOON, life.cast.people[part], "my-breach", [breach.pk]).status_code == 404
        assert at(NOON, life.cast.people[part], "my-breach-answer", [breach.pk], {"statement": "x"}).status_code == 404


def test_a_department_hears_of_a_breach_when_it_is_examined_and_says_what_it_knows(life: Life) -> None:
    reported = a_breach()
    assert at(NOON, life.cast.handler, "breach", [reported.pk]).status_code == 404
    breach = taken_up(life)
    page = at(NOON, life.cast.handler, "breach-act", [breach.pk, "examine"], {"text": "上月下载异常。"})
    assert page.status_code == 302
    assert entry_names(breach)[-1] == "examine"
    assert at(NOON, life.cast.handler, "breach-act", [breach.pk, "decide"], REASONS | {"outcome": "unfounded"})
    assert Breach.objects.get(pk=breach.pk).stage == Stage.EXAMINING
    with pytest.raises(NotYours):
        examine(breach=breach, actor=life.cast.auditor, text="……", now=NOON)


# ---- the rules ----


def test_only_a_supervisor_who_did_not_report_it_takes_it_up_and_only_he_goes_on(life: Life) -> None:
    breach, cast = a_breach(reporter=the_cast().supervisor), life.cast
    for actor, refused in ((cast.handler, NotYours), (cast.supervisor, OwnReport)):
        with pytest.raises(refused):
            take_up(breach=breach, actor=actor, now=NOON)
    second = a_second_supervisor(cast)
    take_up(breach=breach, actor=second, now=NOON)
    with pytest.raises(NotItsHandler):
        identify(breach=breach, actor=cast.supervisor, applications=[life.application], body=None, now=NOON)


def test_a_supervisor_stands_back_from_a_body_of_his_own(life: Life) -> None:
    breach = taken_up()
    life.cast.supervisor.memberships.create(organisation=life.cast.body, role="applicant", since=date(2020, 1, 1))
    with travel(NOON), pytest.raises(OwnCase):
        identify(breach=breach, actor=life.cast.supervisor, applications=[life.application], body=None, now=NOON)
    breach.refresh_from_db()
    assert breach.respondent == ""


def test_nothing_is_decided_against_anyone_who_can_still_answer(life: Life) -> None:
    warned = {"actor": life.cast.supervisor, "outcome": Outcome.WARNED, **REASONS}
    with pytest.raises(NoRespondent):
        decide(breach=taken_up(), now=NOON, **warned)
    breach = heard(life)
    # Asked on Friday the 11th, five working days: until Friday the 18th.
    assert breach.hearing.due_on == date(2026, 9, 18)
    with pytest.raises(NotHeardYet):
        decide(breach=breach, now=shanghai("2026-09-18 23:59"), **warned)
    assert decide(breach=breach, now=shanghai("2026-09-19 00:00"), **warned).number


def test_unfounded_lets_go_on_what_was_suspended_because_of_it(life: Life) -> None:
    other = a_delivered_life(dataset=a_dataset(life.cast.provider, "JT-0002"))
    other.do("suspend")  # for a reason of its own
    breach = taken_up()
    applications = [life.application, other.application]
    identify(breach=breach, actor=life.cast.supervisor, applications=applications, body=None, now=NOON)
    suspend_grants(breach=breach, actor=life.cast.supervisor, reasons="先行中止。", now=NOON)
    decide(breach=breach, actor=life.cast.supervisor, outcome=Outcome.UNFOUNDED, now=NOON, **REASONS)
    assert [one.application.case.state for one in (life, other)] == ["in_use", "suspended"]
    assert not ListEntry.objects.exists()
    with pytest.raises(NotAtThisStage):
        hear(breach=breach, actor=life.cast.supervisor, charge="……", now=NOON)


def test_a_warning_is_for_a_person_to_judge(life: Life) -> None:
    decided(life, Outcome.WARNED)
    questionnaire = content_of(QuestionnaireVersion.objects.published().latest("version"))
    other = a_life(dataset=a_dataset(life.cast.provider, "JT-0002"), starts_at=LATER)
    with travel(LATER):
        assert "conduct" not in suggested(other.application, questionnaire)
    assert life.application.case.state == "in_use"


@pytest.mark.both
def test_an_appeal_is_made_once_in_time_and_decided_by_another(life: Life) -> None:
    cast = life.cast
    finding = decided(life)
    breach, second = finding.breach, a_second_supervisor(cast)
    # Ten working days from Monday 21 September: over the Mid-Autumn and National Days.
    assert finding.appeal_until == date(2026, 10, 12)
    with pytest.raises(AppealTooLate):
        appeal(breach=breach, actor=cast.applicant, grounds="事实有误。", now=shanghai("2026-10-13 00:00"))
    made = appeal(breach=breach, actor=cast.applicant, grounds="事实有误。", now=shanghai("2026-10-12 23:59"))
    assert {one.recipient for one in Message.objects.filter(kind="breach_appealed")} == {second}
    verdict = {"breach": breach, "outcome": AppealOutcome.LIFTED, "reasons": "证据不足。", "now": NOON + timedelta(32)}
    with pytest.raises(SameDecider):
        decide_appeal(actor=cast.supervisor, **verdict)
    with pytest.raises(IntegrityError), transaction.atomic():
        made.__class__.objects.filter(pk=made.pk).update(decided_by=cast.supervisor)
    decide_appeal(actor=second, **verdict)
    assert not ListEntry.objects.in_force(date(2026, 10, 13)).exists()
    with pytest.raises(AppealTooLate):
        appeal(breach=breach, actor=cast.applicant, grounds="再申诉", now=shanghai("2026-10-12 23:59"))
    assert entry_names(breach)[-3:] == ["decide", "appeal", "decide_appeal"]


def test_a_respondent_is_reminded_once_and_then_the_supervisor(life: Life) -> None:
    heard(life)
    day = shanghai("2026-09-12 09:00")
    for _more in range(12):
        remind(day)
        remind(day)
        day += timedelta(days=1)
    told = Message.objects.filter(kind__in=["hearing_reminder", "hearing_over"]).order_by("pk")
    assert [(one.kind, one.recipient.name) for one in told] == [
        ("hearing_reminder", "沈知远"), ("hearing_reminder", "顾明澄"), ("hearing_over", "段督"),
    ]  # fmt: skip


# ---- the record ----


@pytest.mark.both
def test_the_record_cannot_be_altered_and_shows_it_if_it_were(life: Life) -> None:
    breach = heard(life)
    entries = recording.entries_of(breach)
    assert [one.name for one in entries] == ["report", "take_up", "identify", "hear"]
    assert recording.first_fault(entries) == ""
    for change in (Record.objects.update, Record.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(**({"name": "examine"} if change == Record.objects.update else {}))
    entries[1].facts = {"taken_from": "别人"}
    assert "entry 2 was altered" in recording.first_fault(entries)
    assert "entry 2 is missing" in recording.first_fault([entries[0], entries[2]])


# ---- the forms ----


@pytest.mark.parametrize(
    ("said", "words"),
    [({"facts": "", "said_body": "甲"}, "请写明发现的违规情况。"), ({"facts": "转卖"}, "请填写被举报对象"),
     ({"facts": "\0转卖", "said_body": "甲"}, "空字符")],
)  # fmt: skip
def test_what_is_missing_in_a_report_is_said_and_what_was_typed_is_kept(said: dict[str, Any], words: str) -> None:
    response = Client().post(reverse("report-breach"), said | {"contact": "某处"})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert "某处" in response.content.decode()


def test_reports_from_one_address_are_limited() -> None:
    cache.clear()
    with override_settings(ACCOUNT_RATE_LIMITS={"report_breach": "2/h/ip"}):
        answers = [Client().post(reverse("report-breach"), SECRET).status_code for _more in range(3)]
    assert answers == [302, 302, 429]
    cache.clear()


@pytest.mark.parametrize(
    ("act", "said", "words"),
    [
        ("identify", {"numbers": "SQ-2000-000001"}, "没有编号为"),
        ("identify", {"body": "没有这家公司"}, "没有名为"),
        ("identify", {"body": "市公安局"}, "没有名为"),
        ("examine", {"text": ""}, "请写明核查情况"),
        ("hear", {"charge": ""}, "请写明认定的事实"),
        ("decide", {"outcome": "warned", "reasons": "是", "ground": "", "remedy": "有"}, "请写明依据"),
        ("decide", {"outcome": "warned", "reasons": "是", "ground": "有", "remedy": ""}, "救济途径"),
        ("decide", REASONS | {"outcome": "restricted", "until": ""}, "请填写移出违规名单的日期"),
        ("decide", REASONS | {"outcome": "restricted", "until": "2026-09-11"}, "移出日期应当在今日之后"),
        ("decide", REASONS | {"outcome": "restricted", "until": "9999-12-31"}, "最长三年"),
    ],
)
def test_what_is_wrong_with_a_step_is_said_on_its_form(act: str, said: dict[str, Any], words: str) -> None:
    breach = taken_up(a_delivered_life() if act == "hear" else None)
    response = at(NOON, the_cast().supervisor, "breach-act", [breach.pk, act], said)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert at(NOON, the_cast().supervisor, "breach-act", [breach.pk, "no-such-act"], said).status_code == 404


def test_a_step_that_is_not_offered_is_refused_whatever_its_form_says() -> None:
    breach = taken_up()
    assert at(NOON, the_cast().supervisor, "breach-act", [breach.pk, "hear"], {"charge": ""}).status_code == 409
