"""The application form in steps: which fields stand on which, and which step still wants something."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .checklist import checklist
from .models import Application, Attachment

# In an address: the first step that still wants something.
NEXT = "next"


@dataclass(frozen=True)
class Step:
    """One page of the form. `fields` are those of forms.draft.DraftForm; the step of documents has none."""

    name: str
    title: str | Promise
    fields: tuple[str, ...]


STEPS = (
    Step("scene", _("应用场景和成果"), ("purpose", "use_case", "benefit", "recipients")),
    Step("data", _("申请的数据"), ("requested_fields", "delivery_mode", "term_months")),
    Step("security", _("安全保护"), ("security_measures",)),
    Step("contact", _("联系方式"), ("contact_name", "contact_phone", "contact_address")),
    Step("documents", _("申请材料"), ()),
    Step("undertaking", _("承诺"), ("undertaking",)),
)
BY_NAME = {step.name: step for step in STEPS}


@dataclass(frozen=True)
class Place:
    """A step as the head of the page shows it: `open` counts what it still wants."""

    step: Step
    number: int
    open: int
    current: bool

    @property
    def state(self) -> str:
        return "now" if self.current else "todo" if self.open else "done"


@dataclass(frozen=True)
class Walk:
    """All steps seen from one of them."""

    places: tuple[Place, ...]
    step: Step

    @property
    def number(self) -> int:
        return STEPS.index(self.step) + 1

    @property
    def total(self) -> int:
        return len(STEPS)

    @property
    def before(self) -> Step | None:
        return STEPS[self.number - 2] if self.number > 1 else None

    @property
    def after(self) -> Step | None:
        return STEPS[self.number] if self.number < len(STEPS) else None


def wanting(application: Application, attachments: Iterable[Attachment]) -> dict[str, int]:
    """How many points of the check-list each step still has open."""
    found = dict.fromkeys(BY_NAME, 0)
    for item in checklist(application, {attachment.kind for attachment in attachments}):
        found[step_of(item.field)] += not item.done
    return found


def step_named(name: Any, application: Application, attachments: Iterable[Attachment]) -> Step | None:
    """The step of an address; None, which is the whole form on one page, for anything unknown."""
    if name != NEXT:
        return BY_NAME.get(str(name))
    open_ones = wanting(application, attachments)
    return next((step for step in STEPS if open_ones[step.name]), STEPS[-1])


def step_of(field: str) -> str:
    """The name of the step on which a point of the check-list is answered."""
    return next((step.name for step in STEPS if field in step.fields), "documents")


def walk(step: Step, application: Application, attachments: Iterable[Attachment]) -> Walk:
    """What the page of a step shows."""
    open_ones = wanting(application, attachments)
    places = (Place(one, n, open_ones[one.name], one == step) for n, one in enumerate(STEPS, start=1))
    return Walk(tuple(places), step)
