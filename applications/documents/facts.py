"""What an agreement says: the frozen facts that the page is typeset from and that travel inside the PDF."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .canonical import parse_json, restore
from .clauses.articles import Article
from .party import Party, PartyKind, Signature
from .refusals import MissingFact, UnreadableFacts, WrongFact
from .stated import Stated

__all__ = ["AgreementFacts", "DatasetRow", "MissingFact", "Party", "PartyKind", "Signature"]

SCHEMA = "wuri/agreement/3"
# The first form also had a place for the seal, which is not a fact of the text: it is put on the finished file.
# The second had no words of its own: its articles are those of the standard wording (clauses/standard.py).
FIRST_SCHEMA, SECOND_SCHEMA = "wuri/agreement/1", "wuri/agreement/2"
SINCE_THIRD: dict[str, Any] = {"articles": [], "wording": "", "signatories": 1, "supersedes": ""}
TITLE = "公共数据利用协议"


@dataclass(frozen=True, kw_only=True)
class DatasetRow:
    """One data set of the agreement; `fields` are the titles of the granted fields, in order."""

    title: str
    code: str
    provider: str
    fields: tuple[str, ...]
    update_frequency: str
    delivery_mode: str

    def missing(self, place: int) -> list[str]:
        """Names of the blank facts, each with the row's number before it."""
        wanted = (
            (_("第%d项数据集的名称"), self.title),
            (_("第%d项数据集的编号"), self.code),
            (_("第%d项数据集的开放主体"), self.provider),
            (_("第%d项数据集的字段"), "".join(self.fields)),
            (_("第%d项数据集的更新频率"), self.update_frequency),
            (_("第%d项数据集的交付方式"), self.delivery_mode),
        )
        return [str(name) % place for name, value in wanted if not value.strip()]


@dataclass(frozen=True, kw_only=True)
class AgreementFacts(Stated):
    """Everything that an agreement states. A value of this type is complete, or it was not made.

    Conditions and security measures are whole sentences; `quota` is a phrase such as 每日不超过1000次;
    `created_at` is aware. `articles` are the words as printed, `wording` the name of the text they were made of;
    `supersedes` is the number of the agreement that this one takes the place of; `signatories` is how many people of
    party B sign. MissingFact names all that is absent, WrongFact the first contradiction.
    """

    schema = SCHEMA

    number: str
    title: str = TITLE
    party_a: Party
    party_b: Party
    datasets: tuple[DatasetRow, ...]
    purpose: str
    starts_on: date
    ends_on: date
    conditions: tuple[str, ...] = ()
    quota: str = ""
    security_measures: tuple[str, ...] = ()
    use_report_interval_months: int | None = None
    signed: Signature | None = None
    application_number: str
    decided_on: date
    created_at: datetime
    verify_url: str = ""
    articles: tuple[Article, ...] = ()
    wording: str = ""
    signatories: int = 1
    supersedes: str = ""

    def __post_init__(self) -> None:
        if missing := self._missing():
            raise MissingFact(missing)
        if contradiction := self._contradiction():
            raise WrongFact(contradiction)

    def _missing(self) -> list[str]:
        wanted = (
            (_("协议编号"), self.number.strip()),
            (_("协议名称"), self.title.strip()),
            (_("利用目的"), self.purpose.strip()),
            (_("利用期限起始日"), self.starts_on),
            (_("利用期限到期日"), self.ends_on),
            (_("申请编号"), self.application_number.strip()),
            (_("审核决定日期"), self.decided_on),
            (_("协议生成时间"), self.created_at),
            (_("数据集"), self.datasets),
        )
        names = [str(name) for name, value in wanted if not value]
        names += self.party_a.missing(_("甲方")) + self.party_b.missing(_("乙方"))
        return names + [name for place, row in enumerate(self.datasets, start=1) for name in row.missing(place)]

    def _contradiction(self) -> str | Promise:
        if self.created_at.tzinfo is None:
            return _("协议生成时间应当带有时区。")
        if self.ends_on < self.starts_on:
            return _("利用期限的到期日早于起始日，请核对。")
        if self.use_report_interval_months is not None and self.use_report_interval_months < 1:
            return _("利用情况报告的间隔应当不少于1个月。")
        if self.verify_url and not self.verify_url.startswith(("https://", "http://")):
            return _("核验网址应当以 https:// 或者 http:// 开头。")
        return ""

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The facts in an agreement.json; UnreadableFacts for another schema or form."""
        data = parse_json(text)
        schema = data.pop("schema", None)
        if schema == FIRST_SCHEMA:
            data.pop("sealed", None)
        if schema in (FIRST_SCHEMA, SECOND_SCHEMA):
            data |= {name: data.get(name, default) for name, default in SINCE_THIRD.items()}
        elif schema != SCHEMA:
            raise UnreadableFacts(f"schema is not {SCHEMA}")
        facts: Self = restore(cls, data)
        return facts

    @property
    def terms_digest(self) -> str:
        """SHA-256 of the terms alone: the same before signing and after it, so it is printed."""
        return replace(self, signed=None, verify_url="").digest

    @property
    def modified_at(self) -> datetime:
        """The later of creation and signature."""
        return max(self.created_at, self.signed.at) if self.signed else self.created_at
