"""What a decision on a breach states (违规处理决定书): frozen facts."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .party import PartyKind
from .refusals import MissingFact
from .stated import Issued

SCHEMA = "wuri/breach-decision/1"
TITLE = "违规处理决定书"


@dataclass(frozen=True, kw_only=True)
class BreachDecisionFacts(Issued):
    """Everything that the decision states; MissingFact names what is absent.

    The respondent was `told_on` what is held against him and `answered_on` a day, or is `silent` since his limit ended
    without an answer. `measures` are what is decided, none where the breach is unfounded; `remedy` and `appeal_until`
    belong to measures.
    """

    schema = SCHEMA

    number: str
    addressee: str
    addressee_kind: PartyKind
    breach_number: str
    applications: tuple[str, ...]
    issuer: str
    issued_on: date
    told_on: date
    answered_on: date | None = None
    silent: bool = False
    paragraphs: tuple[str, ...]
    legal_ground: str
    measures: tuple[str, ...] = ()
    remedy: str = ""
    appeal_until: date | None = None

    def __post_init__(self) -> None:
        wanted = (
            (_("文号"), self.number),
            (_("受送达人"), self.addressee),
            (_("制发机关"), self.issuer),
            (_("理由"), "".join(self.paragraphs)),
            (_("法律依据"), self.legal_ground),
            (_("救济途径"), self.remedy or not self.measures),
        )
        if names := [str(name) for name, value in wanted if not str(value or "").strip()]:
            raise MissingFact(names)

    @property
    def heading(self) -> str:
        return TITLE

    @property
    def is_person(self) -> bool:
        return self.addressee_kind == PartyKind.NATURAL_PERSON
