"""What a decision on a breach states (违规处理决定书): frozen facts."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from .canonical import canonical_json, plain
from .party import PartyKind
from .refusals import MissingFact

SCHEMA = "wuri/breach-decision/1"
TITLE = "违规处理决定书"


@dataclass(frozen=True, kw_only=True)
class BreachDecisionFacts:
    """Everything that the decision states; MissingFact names what is absent.

    The respondent was `told_on` what is held against him and `answered_on` a day, or is `silent` since his limit ended
    without an answer. `measures` are what is decided, none where the breach is unfounded; `remedy` and `appeal_until`
    belong to measures.
    """

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

    @property
    def created_at(self) -> datetime:
        """The first moment of the day of issue in China: the decision carries a date, and its bytes must not vary."""
        return datetime.combine(self.issued_on, time(), ZoneInfo("Asia/Shanghai"))

    def to_json(self) -> str:
        """The canonical text of all facts: what is embedded in the PDF as breach_decision.json."""
        return canonical_json({"schema": SCHEMA, **plain(self)})

    @property
    def digest(self) -> str:
        """SHA-256 of to_json(), hex."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()
