"""Who could begin an application for a data set: the person himself and each body he applies for, or why not."""

from dataclasses import dataclass

from accounts.models import Organisation, User
from accounts.roles import Role
from workflow import access
from workflow.states import TERMINAL, State

from .eligibility import applicant_kind_of, refusal
from .models import ApplicantKind, Application, Dataset


@dataclass(frozen=True)
class Choice:
    """One applicant whom the person may act for. `value` is what the page posts as `body`; empty: himself."""

    value: str
    name: str
    kind: ApplicantKind
    admitted: bool

    @property
    def kind_label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Entrance:
    """The choices of one person for one data set, and what he has begun already."""

    choices: tuple[Choice, ...]
    drafts: tuple[Application, ...] = ()
    under_way: tuple[Application, ...] = ()

    @property
    def admitted(self) -> list[Choice]:
        return [choice for choice in self.choices if choice.admitted]


def entrance(dataset: Dataset, user: User, *, is_officer: bool) -> Entrance:
    """Two queries. An officer is not offered to apply in his own name from the account of his office."""
    posts = access.posts_of(user).filter(role=Role.APPLICANT).select_related("organisation")
    bodies: list[Organisation | None] = [post.organisation for post in posts.order_by("organisation__name")]
    if not is_officer:
        bodies.append(None)
    mine = Application.objects.filter(case__in=access.as_applicant(user), dataset=dataset).select_related("case__body")
    living = list(mine.exclude(case__state__in=TERMINAL).order_by("-pk"))
    return Entrance(
        tuple(_choice(dataset, user, body) for body in bodies),
        drafts=tuple(one for one in living if one.case.state == State.DRAFT),
        under_way=tuple(one for one in living if one.case.state != State.DRAFT),
    )


def _choice(dataset: Dataset, user: User, body: Organisation | None) -> Choice:
    kind = applicant_kind_of(body)
    name = body.name if body else user.name
    return Choice(str(body.pk) if body else "", name, kind, refusal(dataset, kind) is None)
