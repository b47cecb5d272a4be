"""The forms an officer gets on the page of a case: the main one open, the others folded, the small ones apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from workflow.refusals import OwnDecision, SamePerson
from workflow.states import TURN, State

from . import keeping
from .forms.move_form import MoveForm
from .models import KeptText
from .offers import Offers
from .refusals import NotAdvised

# What a stage is for, in the order in which an officer thinks of it; the first that he may do stands open.
MAIN: dict[State, tuple[str, ...]] = {
    State.SUBMITTED: ("keep_assessment", "accept", "request_supplement", "not_accept"),
    State.ASSESSING: ("assess", "consult", "request_supplement"),
    State.CONSULTING: ("give_opinion",),
    State.DECIDING: ("approve", "return_to_assessment", "refuse"),
    State.SEALING: ("seal",),
    State.DELIVERING: ("deliver",),
    State.SUSPENDED: ("resume", "revoke"),
    State.REVIEWING: ("reverse", "uphold", "advise_review"),
}
# About who has the case and how long, not about what becomes of it.
CLAIM = "claim"
# Refusals that are told to someone whose turn it would be.
TOLD = (SamePerson, OwnDecision, NotAdvised)
PRESSING = ("assign", "nudge", "reassign", "take_over", "request_extension", "grant_extension", "deny_extension")


@dataclass(frozen=True)
class Actions:
    """`main` is the step the stage waits for; `others` are alternatives; `claim` and `pressing` are about who acts, and
    by when.

    `obstacle` says why a person whose turn it would be may not act.
    """

    main: MoveForm | None
    others: tuple[MoveForm, ...]
    claim: MoveForm | None
    pressing: tuple[MoveForm, ...]
    obstacle: str | Promise

    @property
    def forms(self) -> tuple[MoveForm, ...]:
        """All that are drawn as forms of their own."""
        return (*((self.main,) if self.main else ()), *self.others, *self.pressing)

    @property
    def moves(self) -> bool:
        """Whether there is anything that changes the case."""
        return bool(self.main or self.others)


def actions_of(offers: Offers, kept: Mapping[str, KeptText]) -> Actions:
    """The forms the person may carry out now, each as he left it where he has put something by."""
    forms = {form.name: form for form in offers.forms()}
    for form in forms.values():
        keeping.restore(form, kept)
    case = offers.application.case
    claim = forms.pop(CLAIM, None)
    pressing = tuple(forms.pop(name) for name in PRESSING if name in forms)
    ordered = in_order(forms, MAIN.get(State(case.state), ()))
    main = ordered[0] if ordered and ordered[0].name in leading(State(case.state)) else None
    return Actions(
        main=main,
        others=tuple(form for form in ordered if form is not main and not is_part_of(form, main)),
        claim=claim if case.handler_id != offers.actor.pk else None,
        pressing=pressing,
        obstacle=obstacle(offers),
    )


def leading(state: State) -> tuple[str, ...]:
    """What may stand open as the step of a stage: its first, and accepting where there is no assessment to keep."""
    names = MAIN.get(state, ())
    return names[:2] if names[:1] == ("keep_assessment",) else names[:1]


def is_part_of(form: MoveForm, main: MoveForm | None) -> bool:
    """Whether the main form offers an act itself: what is answered once can be sent either way."""
    return main is not None and form.name == getattr(main, "companion_name", "")


def in_order(forms: dict[str, MoveForm], wanted: tuple[str, ...]) -> list[MoveForm]:
    """The stage's own forms as listed, then the rest, those that are hard to take back last."""
    rest = [form for name, form in forms.items() if name not in wanted]
    return [forms[name] for name in wanted if name in forms] + sorted(rest, key=lambda form: form.grave)


def obstacle(offers: Offers) -> str | Promise:
    """Why someone with the stage's capacity cannot take its step; empty where he can, or where it is not his."""
    state = State(offers.application.case.state)
    if TURN.get(state) not in offers.capacities:
        return ""
    refusals = (offers.why_not(name) for name in MAIN.get(state, ()))
    return next((refused.message for refused in refusals if isinstance(refused, TOLD)), "")
