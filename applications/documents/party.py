"""The two sides of an agreement, as they are printed."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .refusals import WrongFact


class PartyKind(StrEnum):
    """department opens data; the other three apply for it (GLOSSARY: applicant kinds)."""

    DEPARTMENT = "department"
    LEGAL_PERSON = "legal_person"
    ORGANIZATION = "organization"
    NATURAL_PERSON = "natural_person"


@dataclass(frozen=True, kw_only=True)
class Party:
    """One side. A natural person has no credit code and at most an identity number with its middle masked."""

    name: str
    credit_code: str = ""
    address: str = ""
    contact: str = ""
    phone: str = ""
    kind: PartyKind = PartyKind.DEPARTMENT
    id_number: str = ""

    def __post_init__(self) -> None:
        # An agreement is handed round and embedded as data: a whole identity number never gets in.
        if self.id_number and (not self.is_person or not re.fullmatch(r"[0-9]{1,6}\*{4,}[0-9Xx]{0,4}", self.id_number)):
            raise WrongFact(_("身份证件号码只能以隐去中间各位的形式写入文书，且仅适用于自然人。"))
        if self.is_person and self.credit_code:
            raise WrongFact(_("自然人没有统一社会信用代码，请核对申请人类别。"))

    @property
    def is_person(self) -> bool:
        return self.kind == PartyKind.NATURAL_PERSON

    def missing(self, side: str | Promise) -> list[str]:
        """Names of the mandatory facts that are blank, each with its side before it."""
        wanted = [(_("姓名") if self.is_person else _("名称"), self.name)]
        if not self.is_person:
            wanted.append((_("统一社会信用代码"), self.credit_code))
        wanted.append((_("地址"), self.address))
        if not self.is_person:
            wanted.append((_("联系人"), self.contact))
        wanted.append((_("联系电话"), self.phone))
        return [f"{side}{name}" for name, value in wanted if not value.strip()]


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who signed or sealed for a side, and when (aware)."""

    name: str
    at: datetime

    def __post_init__(self) -> None:
        if not self.name.strip() or self.at.tzinfo is None:
            raise WrongFact(_("签订或者盖章记录应当写明人员和带时区的时间。"))
