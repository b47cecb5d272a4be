"""What an official notice says: one frozen value for every kind of notice."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .party import PartyKind
from .refusals import MissingFact
from .stated import Issued

SCHEMA = "wuri/notice/1"


class NoticeKind(StrEnum):
    """The documents of a case, named as in GLOSSARY (Documents)."""

    RECEIPT = "receipt"
    ACCEPTANCE = "acceptance_notice"
    SUPPLEMENT = "supplement_notice"
    NON_ACCEPTANCE = "non_acceptance_notice"
    EXTENSION = "extension_notice"
    APPROVAL = "approval_decision"
    REFUSAL = "refusal_decision"
    REVIEW_UPHELD = "review_upheld"
    REVIEW_REVERSED = "review_reversed"


# The printed names. Part of the text, so in one language (see the package's docstring).
TITLES: dict[NoticeKind, str] = {
    NoticeKind.RECEIPT: "收件回执",
    NoticeKind.ACCEPTANCE: "受理通知书",
    NoticeKind.SUPPLEMENT: "补正告知书",
    NoticeKind.NON_ACCEPTANCE: "不予受理通知书",
    NoticeKind.EXTENSION: "延期通知书",
    NoticeKind.APPROVAL: "准予开放决定书",
    NoticeKind.REFUSAL: "不予开放决定书",
    NoticeKind.REVIEW_UPHELD: "复核决定书",
    NoticeKind.REVIEW_REVERSED: "复核决定书",
}
ADVERSE = frozenset({NoticeKind.NON_ACCEPTANCE, NoticeKind.REFUSAL, NoticeKind.REVIEW_UPHELD})
REASONED = ADVERSE | {NoticeKind.EXTENSION, NoticeKind.REVIEW_REVERSED}


@dataclass(frozen=True, kw_only=True)
class NoticeFacts(Issued):
    """Everything that a notice states; MissingFact names all that is absent.

    `paragraphs` are whole sentences: reasons in an adverse notice and in an extension, additions elsewhere.
    `items` are the materials received, the defects, the conditions. `due_on` is the day on which the limit that the
    notice speaks of ends: the reply (receipt, acceptance, extension), the supplement, the signing (approval).
    `title` replaces the kind's name, e.g. 审核决定书.
    """

    schema = SCHEMA

    kind: NoticeKind
    number: str
    addressee: str
    application_number: str
    dataset_title: str
    issuer: str
    issued_on: date
    addressee_kind: PartyKind = PartyKind.LEGAL_PERSON
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    legal_ground: str = ""
    appeal: str = ""
    received_on: date | None = None
    due_on: date | None = None
    title: str = ""
    verify_url: str = ""

    def __post_init__(self) -> None:
        if names := [str(name) for name, value in self._wanted() if not value]:
            raise MissingFact(names)

    def _wanted(self) -> Iterator[tuple[str | Promise, object]]:
        yield _("文号"), self.number.strip()
        yield _("受送达人"), self.addressee.strip()
        yield _("申请编号"), self.application_number.strip()
        yield _("数据集名称"), self.dataset_title.strip()
        yield _("制发机关"), self.issuer.strip()
        yield _("制发日期"), self.issued_on
        if self.kind == NoticeKind.SUPPLEMENT:
            yield _("需要补正的内容"), self.items
        if self.kind in REASONED:
            yield _("理由"), self.paragraphs or self.items
        if self.kind in ADVERSE:
            yield _("法律依据"), self.legal_ground.strip()
            yield _("救济途径"), self.appeal.strip()

    @property
    def heading(self) -> str:
        return self.title or TITLES[self.kind]

    @property
    def is_person(self) -> bool:
        return self.addressee_kind == PartyKind.NATURAL_PERSON
