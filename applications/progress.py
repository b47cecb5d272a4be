"""What the progress page of an application shows, gathered once: the clock, the stages, the record, the documents."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from workflow.models import OPEN, Clock, Deadline, Event
from workflow.states import TERMINAL, TURN, Capacity, State

from .actions.begin_again import may_begin_again
from .conditions import Conditions
from .drafting import current_attachments
from .forms.move_form import MoveForm
from .forms.registry import FORMS
from .further import belonging
from .headline import Headline, headline
from .journal_words import Entry, entries
from .models import Agreement, Application, Attachment, Decision, DeliveryMode, Review
from .offers import offered
from .papers import Paper, papers
from .reviewing import last_day, review_of
from .steps import steps
from .strips import Strip
from .turns import turn_card

# Forms that stand on the page itself; what else he may do is a link of the turn card.
ON_THE_PAGE = ("sign", "first_sign", "request_review", "close", "nudge", "withdraw")


@dataclass(frozen=True)
class Progress:
    """The parts of the page, ready to show. `forms` are those the person may use now, by the law's names."""

    application: Application
    today: date
    headline: Headline
    strip: Strip | None
    turn: dict[str, Any]
    steps: list[dict[str, str]]
    entries: list[Entry]
    documents: list[dict[str, Any]]
    materials: list[dict[str, Any]]
    decision: Decision | None
    conditions: list[tuple[str, Any]]
    agreement: Agreement | None
    review: Review | None
    belonging: list[Application]
    forms: dict[str, MoveForm]
    was_supplemented: bool

    @property
    def may_begin_again(self) -> bool:
        """Whether he may apply once more, now that this application has ended."""
        return self.application.case.state in TERMINAL and may_begin_again(self.application)

    @property
    def review_until(self) -> date | None:
        """The last day for a review, where one can be asked for."""
        asks = "request_review" in self.forms and self.decision
        return last_day(self.application.case, self.decision) if asks and self.decision else None

    @property
    def may_go_on(self) -> bool:
        """Whether he may apply for a renewal or an amendment, while the data are in use."""
        return self.application.case.state == State.IN_USE and may_begin_again(self.application)

    @property
    def help_forms(self) -> list[MoveForm]:
        """What can be done at any time, beside the telephone numbers; no reminder while it is his own turn."""
        mine = TURN.get(State(self.application.case.state)) == Capacity.APPLICANT
        names = ("withdraw",) if mine else ("nudge", "withdraw")
        return [self.forms[name] for name in names if name in self.forms]


def progress(application: Application, user: User, now: datetime) -> Progress:
    """The page of a handed-in application for its applicant: nine queries, one more while departments are asked."""
    case, today = application.case, localdate(now)
    events = list(Event.objects.filter(case=case).select_related("actor").order_by("seq"))
    deadlines = list(Deadline.objects.filter(case=case).order_by("pk"))
    decision = Decision.objects.filter(application=application).first()
    agreement = Agreement.objects.select_related("signed_by", "sealed_by").filter(application=application).first()
    if agreement:
        application.agreement = agreement  # the forms ask for it
    review = review_of(application) if any(event.name == "request_review" for event in events) else None
    found = papers(events, application.supplements.order_by("pk"), decision, agreement, review)
    shown, strip = headline(
        State(case.state), deadlines, decision, agreement, localdate(case.since or case.created_at), today
    )
    offers = offered(application, user, now)
    offers.attempt.know(deadlines, events, agreement)
    offers.attempt.know_decision(decision, review)
    names = offers.names
    return Progress(
        application=application,
        today=today,
        headline=shown,
        strip=strip,
        turn=turn_card(application),
        steps=steps(case, events, reply_due(deadlines)),
        entries=entries(events, application.dataset.provider.name),
        documents=[link(application, paper) for paper in found],
        materials=materials(application, current_attachments(application)),
        decision=decision,
        conditions=condition_rows(application, decision) if decision else [],
        agreement=agreement,
        review=review,
        belonging=belonging(application),
        was_supplemented=any(paper.slug.startswith("supplement") for paper in found),
        forms={name: FORMS[name](application=application, actor=user) for name in ON_THE_PAGE if name in names},
    )


def reply_due(deadlines: list[Deadline]) -> date | None:
    """The day by which the decision is due, while its clock runs."""
    running = (d.due_on for d in deadlines if d.clock == Clock.VALID_REPLY and d.status in OPEN)
    return next(running, None)


def link(application: Application, paper: Paper) -> dict[str, Any]:
    """A document as components/files.html lists it."""
    address = reverse("document", args=[application.pk, paper.slug])
    return {"title": paper.title, "url": address, "kind": "PDF", "on": paper.on}


def materials(application: Application, attachments: list[Attachment]) -> list[dict[str, Any]]:
    """The documents handed in, each under its kind."""
    return [
        {
            "title": attachment.name,
            "url": reverse("attachment", args=[application.pk, attachment.pk]),
            "note": str(attachment.get_kind_display()),
            "size": attachment.size,
            "on": attachment.uploaded_at,
        }
        for attachment in attachments
    ]


def condition_rows(application: Application, decision: Decision) -> list[tuple[str, Any]]:
    """What was opened and under which conditions; nothing for a refusal. One query for the names of the fields."""
    if not decision.conditions:
        return []
    conditions = Conditions.from_json(decision.conditions)
    titles = {field.name: field.title for field in application.dataset.fields.all()}
    months = ngettext("%(n)d 个月", "%(n)d 个月", conditions.term_months) % {"n": conditions.term_months}
    return [
        (_("开放字段"), _("、").join(titles.get(name, name) for name in conditions.fields)),
        (_("提供方式"), DeliveryMode(conditions.delivery_mode).label),
        (_("使用期限"), months),
        (_("其他条件"), "".join(conditions.sentences())),
    ]
