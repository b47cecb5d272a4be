"""Every address of the site that can be read: who is shown its page, and that the others are told nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlsplit

from django.core.signing import Signer
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from applications import calendar_feed
from applications.actions.answer_order import answer_order
from applications.actions.ask_to_continue import ask_to_continue
from applications.actions.request_extension import request_extension
from applications.document_codes import verify_url
from applications.form_steps import STEPS as STEPS_OF_THE_FORM
from applications.membership.invite import invite
from applications.models import (
    Agreement,
    AgreementWording,
    Application,
    FollowsAs,
    QuestionnaireVersion,
    SupervisionOrder,
)
from applications.questionnaire_drafts import begin_draft
from applications.sampling import draw_samples
from applications.wording_drafts import begin_wording
from conduct.actions.answer import answer
from conduct.actions.decide import decide
from conduct.actions.hear import hear
from conduct.actions.identify import identify
from conduct.actions.report_breach import report_breach
from conduct.actions.report_incident import report_incident
from conduct.actions.take_up import take_up
from conduct.models import Breach, Incident, Outcome, Stage
from conduct.owing import owe
from delivery.collect import collect, grant_of
from delivery.keys import issue
from delivery.models import Copy, UseReport
from delivery.reports import plan_reports, submit
from notifications import unsubscribe
from notifications.models import Message
from tests.factories import PATHS, Cast, a_dataset, case_in, shanghai, the_cast
from tests.feedback.scenes import Matters, matters
from workflow.models import Event
from workflow.states import State
from workflow.sweep import sweep_rungs

from .roles import APPLICANTS, CONSULTED, EVERYONE, MATTER_STEPS, OFFICE, OVERSIGHT, SIGNED_IN, STEPS, VISITOR

NOON = shanghai("2026-09-18 12:00")
# For those who are signed in; nobody signs in by a code.
ACCOUNT = (
    "account_email", "account_change_password", "account_set_password", "account_reauthenticate",
    "account_confirm_login_code",
)  # fmt: skip
# What is behind these is saved, or put into a part of a page, but no page by itself.
FILES = (
    "attachment", "document", "feedback-evidence", "data-manifest", "data-copy", "api-openapi", "order", "calendar-ics",
    "calendar-mine", "catalogue-suggest", "queue-export", "bulletin-pdf", "bulletin-xlsx", "performance-json",
    "wording-preview", "breach-decision", "my-breach-decision",
    "healthz", "readyz", "metrics",
)  # fmt: skip
# Addresses that only take what is sent to them, with the number of keys in each.
ONLY_SENT_TO = {
    "display": 0, "draft-autosave": 1, "attachment-add": 1, "attachment-remove": 2, "messages-read": 0,
    "demo-signin": 0, "end-substitution": 1, "calendar-feed": 0, "notice-approve": 1, "notice-withdraw": 1,
    "health-retry": 0,
    "supplement-answers": 1, "begin-again": 1, "presence": 1,
    "organisation-invite": 1, "invitation-withdraw": 2, "member-appoint": 2, "member-end": 2,
    "risk-draft": 0, "risk-publish": 1, "risk-discard": 1, "standing-confirm": 2, "checklist-publish": 2,
    "demand-support": 1,
    "agreement-read": 1, "wording-begin": 0, "wording-publish": 1, "wording-discard": 1,
    "data-key-rotate": 2, "data-key-revoke": 2, "dataset-snapshot": 1, "data-sandbox-again": 1,
    "breach-act": 2, "my-breach-answer": 1, "my-breach-appeal": 1, "incident-measure": 1, "incident-lift": 1,
}  # fmt: skip


# Lists of conduct that every official finds in his menu.
CONDUCT = ("breaches", "breach-list", "incidents", "statements")

# For programs that have a key, and no pages: tests/delivery/test_interface.py has their matrix.
WITH_A_KEY = frozenset({"api-about", "api-rows"})


@dataclass(frozen=True)
class Address:
    """`readers` are shown the page; of the others, `knowing` know of the case but have no right to this."""

    name: str
    path: str
    readers: frozenset[str]
    knowing: frozenset[str] = frozenset()

    def answer_to(self, part: str) -> int:
        """The status in the end, after all redirects; 401 stands for being sent to sign in."""
        if part in self.readers:
            return 200
        if part == VISITOR:
            return 401
        return 403 if part in self.knowing else 404


def names_of_the_site(resolver: URLResolver | None = None) -> Iterator[str]:
    """All names of addresses, but for those of the administration."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield str(pattern.name)
        elif not pattern.namespace:
            yield from names_of_the_site(pattern)


@dataclass(frozen=True)
class Scene:
    """One application in every state, all of the same body."""

    cases: dict[State, Application]
    # One more, paused, whose handler has asked for more time.
    asking: Application
    # One more under review, on which no supervisor has said anything yet.
    advising: Application
    # One that the system opened and that was drawn to be looked at again.
    drawn: Application
    # And one whose agreement two people of the body have to sign.
    by_two: Application
    # One more in use, whose data come by the interface.
    interface: Application
    # And one in a sandbox, of which an amendment is asked for that needs no new assessment.
    sandbox: Application
    amendment: Application
    # The copy that was taken of the one in use.
    copy: Copy
    # What people reported and asked for beside applications.
    matters: Matters

    def key(self, state: State) -> int:
        return self.cases[state].pk

    def key_for(self, step: str, state: State) -> int:
        """The case on which a step can be taken."""
        if step == "advise_review":
            return self.advising.pk
        if step == "keep_assessment":
            return self.amendment.pk
        if step == "recheck":
            return self.drawn.pk
        if step == "first_sign":
            return self.by_two.pk
        return self.asking.pk if step in ("grant_extension", "deny_extension") else self.key(state)

    def knowing(self, state: State) -> frozenset[str]:
        """Who may see the case of a state."""
        if state == State.DRAFT:
            return APPLICANTS
        asked = CONSULTED if state == State.CONSULTING else frozenset()
        return APPLICANTS | OFFICE | OVERSIGHT | asked


def a_scene() -> Scene:
    """The application in use has been made use of once; those whose reply is late have their supervision orders, and
    the one to be decided has its answered."""
    # Before the others: whoever has been suspended or revoked is weighed by a person.
    at_once = a_dataset(the_cast().provider, "JT-0002", grade="general_1", fast_track=True)
    chosen = ["stop_id", "stop_name"]
    drawn = case_in(State.AGREEMENT, via=("submit", "fast_track"), dataset=at_once, requested_fields=chosen)
    draw_samples(NOON)
    cases, cast = {state: case_in(state) for state in PATHS}, the_cast()
    used, interface = cases[State.IN_USE], case_in(State.IN_USE, delivery_mode="api")
    copy = collect(application=used, actor=used.case.applicant, address="127.0.0.1", now=NOON)
    # The pages are looked at on another day.
    Copy.objects.filter(pk=copy.pk).update(expires_at=copy.grant.ends_at)
    plan_reports()
    handed_in = submit(
        report=UseReport.objects.get(grant__application=used, number=2), actor=cast.applicant, now=NOON,
        words=dict.fromkeys(("products", "results", "benefits", "problems"), "到站预测服务"), may_be_published=True,
    )  # fmt: skip
    assert handed_in.may_be_published
    issue(grant=grant_of(interface), actor=cast.applicant, name="车队调度系统", now=NOON)
    guarded = a_dataset(cast.provider, "JT-0007", delivery_modes=["sandbox"])
    sandbox = case_in(State.IN_USE, delivery_mode="sandbox", dataset=guarded)
    amendment = ask_to_continue(
        application=sandbox, actor=cast.applicant, how=FollowsAs.AMENDMENT, term_months=12, because="只需站点编号。",
        fields=["stop_id"], now=NOON,
    )  # fmt: skip
    scene = Scene(
        cases,
        asking=case_in(State.SUPPLEMENT),
        advising=case_in(State.REVIEWING, via=PATHS[State.REVIEWING][:-1]),
        drawn=drawn,
        by_two=case_in(State.AGREEMENT),
        interface=interface,
        sandbox=sandbox,
        amendment=amendment,
        copy=copy,
        matters=matters(),
    )
    to_read = {"file": "agreements/text.pdf", "sha256": "0" * 64}
    Agreement.objects.filter(application=scene.by_two).update(signatories=2, **to_read)
    asked = {"days": 2, "reasons": "需要现场核查。"}
    request_extension(application=scene.asking, actor=cast.handler, now=NOON, **asked)
    sweep_rungs(NOON)
    said = {"reason": "ours", "explanation": "承办人出差", "planned_on": date(2026, 9, 22)}
    answer_order(application=scene.cases[State.DECIDING], actor=cast.handler, now=NOON, **said)
    calendar_feed.renew(cast.applicant, NOON)
    owe(NOON + timedelta(days=1))
    # The hearing is open on the day on which the pages are looked at.
    heard_on(used, cast)
    warned = heard_on(interface, cast)
    answer(breach=warned, actor=cast.applicant, statement="已经改正。", now=NOON)
    words = {"reasons": "超出约定的范围使用。", "ground": "协议第六条", "remedy": "可以依法申请行政复议。"}
    decide(breach=warned, actor=cast.supervisor, outcome=Outcome.WARNED, **words, now=NOON)
    leaked = a_dataset(cast.provider, "JT-0009")
    report_incident(dataset=leaked, actor=cast.handler, what="下载日志异常。", noticed_at=NOON, now=NOON)
    begin_draft(actor=cast.sysadmin, now=NOON)
    begin_wording(actor=cast.sysadmin, provider=cast.provider, now=NOON)
    return scene


def heard_on(application: Application, cast: Cast) -> Breach:
    """A breach of which the applicant has been told."""
    breach = take_up(breach=report_breach(facts="转卖数据。", reporter=None, now=NOON), actor=cast.supervisor, now=NOON)
    identify(breach=breach, actor=cast.supervisor, applications=[application], body=None, now=NOON)
    hear(breach=breach, actor=cast.supervisor, charge="涉嫌转卖数据，拟警告。", now=NOON)
    return breach


def addresses(scene: Scene, states: Iterable[State]) -> Iterator[Address]:
    """All that can be read; the pages of a case in these states of it."""
    yield from open_to_all(scene)
    yield from of_accounts()
    yield from of_applicants(scene)
    yield from of_officials(scene)
    yield from of_administrators()
    yield from of_cases(scene, states)
    yield from of_steps(scene)
    yield from of_feedback(scene.matters)


def code_of(application: Application) -> str:
    """The verification address of its agreement, without the host."""
    return urlsplit(verify_url(application, "agreement")).path


def open_to_all(scene: Scene) -> Iterator[Address]:
    for name in (
        "home",
        "catalogue",
        "demo-mail",
        "set_language",
        "performance",
        "performance-json",
        "healthz",
        "readyz",
        "metrics",
        "api-openapi",
        "data-results",
        "report-breach",
        "demands",
    ):
        yield Address(name, reverse(name), EVERYONE)
    yield Address("catalogue", reverse("catalogue") + "?q=没有这样的数据", EVERYONE)
    for query in ("", "?refused"):
        yield Address("styleguide", reverse("styleguide") + query, EVERYONE)
    for year in (2026, 2027):
        yield Address("calendar", reverse("calendar", args=[year]), EVERYONE)
    yield Address("calendar", f"{reverse('calendar', args=[2026])}?received_on=2026-09-21&working_days=5", EVERYONE)
    yield Address("calendar-ics", reverse("calendar-ics", args=[2026]), EVERYONE)
    ended = Signer(salt=unsubscribe.SALT).sign(f"{the_cast().applicant.pk}.summary")
    yield Address("message-unsubscribe", reverse("message-unsubscribe", args=[ended]), EVERYONE)
    token = calendar_feed.token_of(the_cast().applicant)
    yield Address("calendar-mine", reverse("calendar-mine", args=[token]), EVERYONE)
    for code in ("JT-0001", "JT-0002", "JT-0003"):
        yield Address("dataset", reverse("dataset", args=[code]), EVERYONE)
        yield Address("eligibility", reverse("eligibility", args=[code]), EVERYONE)
    yield Address("guide", reverse("guide"), EVERYONE)
    yield Address("catalogue-suggest", reverse("catalogue-suggest") + "?q=公交", EVERYONE)
    yield Address("begin", reverse("begin", args=["JT-0001"]), SIGNED_IN)
    yield Address("verify", reverse("verify"), EVERYONE)
    yield Address("verify-code", code_of(scene.cases[State.IN_USE]), EVERYONE)


def of_accounts() -> Iterator[Address]:
    """allauth's pages; those who are signed in are led on from where one signs in."""
    keys = {
        "account_confirm_email": ["no-such-key"],
        "account_reset_password_from_key": ["1", "no-such-key"],
    }
    for name in sorted(name for name in names_of_the_site() if name.startswith("account_")):
        readers = SIGNED_IN if name in ACCOUNT else EVERYONE
        yield Address(name, reverse(name, args=keys.get(name)), readers)


def of_applicants(scene: Scene) -> Iterator[Address]:
    used = scene.key(State.IN_USE)
    document = scene.cases[State.IN_USE].attachments.get(kind="credential")
    taken = Event.objects.filter(case=used, name="collect").values_list("seq", flat=True)[0]
    received = Message.objects.filter(recipient__email="applicant@wuri.example")[0]
    file = OFFICE | OVERSIGHT | APPLICANTS
    body = scene.cases[State.IN_USE].case.body
    assert body is not None
    joined = invite(body=body, actor=scene.cases[State.IN_USE].case.applicant, email="new@wuri.example", now=NOON)
    yield Address("join", reverse("join", args=[joined.token]), EVERYONE)
    yield Address("profile", reverse("profile"), SIGNED_IN)
    yield Address("organisation-new", reverse("organisation-new"), SIGNED_IN)
    yield Address("organisation", reverse("organisation", args=[body.pk]), APPLICANTS)
    yield Address("agreement", reverse("agreement", args=[scene.key(State.AGREEMENT)]), APPLICANTS)
    yield Address("agreement", reverse("agreement", args=[scene.by_two.pk]), APPLICANTS)
    yield Address("supplements", reverse("supplements", args=[scene.key(State.SUPPLEMENT)]), file)
    for step in STEPS_OF_THE_FORM:
        yield Address("draft", f"{reverse('draft', args=[scene.key(State.DRAFT)])}?step={step.name}", APPLICANTS)
    for name in ("my-applications", "my-data", "messages", "message-preferences", "my-breaches", "my-statements"):
        yield Address(name, reverse(name), SIGNED_IN)
    yield Address("message", reverse("message", args=[received.pk]), frozenset({"applicant"}))
    for state in (State.DRAFT, State.SUPPLEMENT):
        yield Address("draft", reverse("draft", args=[scene.key(state)]), APPLICANTS)
    yield Address("draft-preview", reverse("draft-preview", args=[scene.key(State.DRAFT)]), APPLICANTS)
    yield Address("draft-datasets", reverse("draft-datasets", args=[scene.key(State.DRAFT)]), APPLICANTS)
    yield Address("attachment", reverse("attachment", args=[used, document.pk]), file)
    yield Address("document", reverse("document", args=[used, "agreement"]), file)
    yield Address("data-download", reverse("data-download", args=[used]), SIGNED_IN)
    yield Address("data-copy", reverse("data-copy", args=[scene.copy.token]), frozenset({"applicant"}))
    yield Address("data-keys", reverse("data-keys", args=[scene.interface.pk]), APPLICANTS)
    yield Address("data-sandbox-secret", reverse("data-sandbox-secret", args=[scene.sandbox.pk]), SIGNED_IN)
    for one in (used, scene.sandbox.pk):
        yield Address("data-renewal", reverse("data-renewal", args=[one]), APPLICANTS)
    yield Address("data-preview", reverse("data-preview", args=[used]), OFFICE | OVERSIGHT)
    yield Address("data-reports", reverse("data-reports", args=[used]), file)
    yield Address("data-report", reverse("data-report", args=[used, 1]), file)
    yield Address("data-report", reverse("data-report", args=[used, 2]), file)
    for breach in Breach.objects.all():
        yield Address("my-breach", reverse("my-breach", args=[breach.pk]), APPLICANTS)
    decided = Breach.objects.get(stage=Stage.DECIDED).pk
    yield Address("my-breach-decision", reverse("my-breach-decision", args=[decided]), APPLICANTS)
    yield Address("statement", reverse("statement", args=[scene.key(State.CLOSED)]), file)
    yield Address("data-manifest", reverse("data-manifest", args=[used, taken]), APPLICANTS)


def of_officials(scene: Scene) -> Iterator[Address]:
    # Who oversees without a department is led to the overview.
    for query in ("", "?tab=department", "?tab=closed", "?tab=ended", "?q=没有这样的办件"):
        yield Address("queue", reverse("queue") + query, OFFICE | CONSULTED | OVERSIGHT)
    yield Address("dataset-data", reverse("dataset-data", args=["JT-0001"]), OFFICE)
    yield Address("queue-export", reverse("queue-export") + "?tab=department", OFFICE | CONSULTED)
    yield Address("bulk-assign", reverse("bulk-assign"), frozenset({"approver", "deputy_leader"}))
    for name in ("supervision", "extensions", "forecast", "bulletins"):
        yield Address(name, reverse(name), OVERSIGHT)
    for name in ("bulletin", "bulletin-pdf", "bulletin-xlsx"):
        yield Address(name, reverse(name, args=["2026-08"]), OVERSIGHT)
    for kind in ("all", "legal_person"):
        yield Address("checklist", reverse("checklist", args=["JT-0001", kind]), OFFICE | OVERSIGHT)
    for name in ("fast-track", "checklists", "orders", "calendar-moved", "substitutions", *CONDUCT):
        yield Address(name, reverse(name), OFFICE | CONSULTED | OVERSIGHT)
    for breach in Breach.objects.all():
        yield Address("breach", reverse("breach", args=[breach.pk]), OFFICE | OVERSIGHT)
    decided = Breach.objects.get(stage=Stage.DECIDED).pk
    yield Address("breach-decision", reverse("breach-decision", args=[decided]), OFFICE | OVERSIGHT)
    yield Address("incident", reverse("incident", args=[Incident.objects.get().pk]), OFFICE | OVERSIGHT)
    stops = frozenset({"handler", "second_handler", "approver", "deputy_leader", "supervisor"})
    yield Address("incident-new", reverse("incident-new"), stops)
    yield Address("standing", reverse("standing", args=["JT-0002"]), OFFICE | OVERSIGHT)
    cast, presses = the_cast(), frozenset({"supervisor"})
    yield Address("handlers", reverse("handlers"), presses)
    yield Address("bulk-reassign", reverse("bulk-reassign", args=[cast.provider.pk, cast.handler.pk]), presses)
    order = SupervisionOrder.objects.get(case=scene.key(State.ASSESSING))
    yield Address("order", reverse("order", args=[order.pk]), OFFICE | OVERSIGHT)
    for figure in ("open_cases", "overdue_open", "closed", "closed_late"):
        yield Address("supervision-cases", f"{reverse('supervision-cases')}?figure={figure}", OVERSIGHT)


def of_administrators() -> Iterator[Address]:
    for name, keys in (("notices", []), ("notice-new", []), ("notice", ["CN-2026"]), ("health", [])):
        yield Address(name, reverse(name, args=keys), frozenset({"sysadmin"}))
    draft = QuestionnaireVersion.objects.drafts().get().version
    for name, versions in (("risk-version", (1, 2, draft)), ("risk-replay", (2, draft)), ("risk-edit", (draft,))):
        for version in versions:
            yield Address(name, reverse(name, args=[version]), frozenset({"sysadmin"}))
    drafted, used = AgreementWording.objects.drafts().get().pk, AgreementWording.objects.published()[0].pk
    for name, versions in (("wording", (drafted, used)), ("wording-preview", (drafted,)), ("wording-edit", (drafted,))):
        for version in versions:
            yield Address(name, reverse(name, args=[version]), frozenset({"sysadmin"}))
    yield Address("wordings", reverse("wordings"), frozenset({"sysadmin"}))
    yield Address("risk-versions", reverse("risk-versions"), frozenset({"sysadmin"}))


def of_cases(scene: Scene, states: Iterable[State]) -> Iterator[Address]:
    """The two pages of a case; an official at the applicant's is led to his own."""
    for state in states:
        key, knowing = scene.key(state), scene.knowing(state)
        yield Address("application", reverse("application", args=[key]), knowing)
        yield Address("case", reverse("case", args=[key]), knowing - APPLICANTS)


def of_steps(scene: Scene) -> Iterator[Address]:
    for name, (state, doers) in STEPS.items():
        yield Address("move", reverse("move", args=[scene.key_for(name, state), name]), doers, scene.knowing(state))


def of_feedback(scene: Matters) -> Iterator[Address]:
    """Who reports and asks is the person without any office; whom it concerns reads along."""
    knowing = frozenset({"person"}) | OFFICE | OVERSIGHT
    for name in ("feedback", "demand-new"):
        yield Address(name, reverse(name), SIGNED_IN)
    yield Address("demands", reverse("demands") + "?q=没有这样的需求", EVERYONE)
    yield Address("feedback-correct", reverse("feedback-correct", args=["JT-0001"]), SIGNED_IN)
    for tab in ("", "?tab=unassigned", "?tab=ordered", "?tab=done"):
        yield Address("feedback-office", reverse("feedback-office") + tab, OFFICE | CONSULTED | OVERSIGHT)
    yield Address("feedback-evidence", reverse("feedback-evidence", args=[scene.late.pk]), knowing)
    for demand in (scene.asked, scene.promised, scene.opened):
        yield Address("demand", reverse("demand", args=[demand.pk]), EVERYONE)
    for matter in (scene.late, scene.answered, scene.disputed, scene.promised, scene.opened):
        yield Address("feedback-matter", reverse("feedback-matter", args=[matter.pk]), knowing)
    unassigned = frozenset({"person"}) | OVERSIGHT
    yield Address("feedback-matter", reverse("feedback-matter", args=[scene.unassigned.pk]), unassigned)
    for name, (part, doers) in MATTER_STEPS.items():
        matter = getattr(scene, part)
        path = reverse("feedback-act", args=[matter.pk, name])
        yield Address("feedback-act", path, doers, unassigned if part == "unassigned" else knowing)
    asked = reverse("feedback-act", args=[scene.asked.pk, "answer"])
    yield Address("feedback-act", asked, frozenset({"handler", "second_handler"}), knowing)
