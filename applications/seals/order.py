"""What a seal provider is asked for, and the two sides that ask."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


class Side(StrEnum):
    """The values are the names of the signature fields (documents/agreement.py) and never change."""

    DATA_USER = "DataUser"
    DATA_PROVIDER = "DataProvider"


ARCHIVE_FIELD = "ArchiveTimeStamp"


@dataclass(frozen=True, kw_only=True)
class SealOrder:
    """One seal to put on: `party` is whose seal, `signer` the person who ordered it, `at` the aware moment of his act.

    `agreement` is the agreement's number. `credit_code` is blank for a natural person.
    """

    agreement: str
    side: Side
    party: str
    credit_code: str
    is_person: bool
    signer: str
    at: datetime

    def reference(self, pdf: bytes) -> str:
        """The same for every attempt at the same seal on the same text: a provider seals once for it."""
        digest = hashlib.sha256(pdf).hexdigest()
        return hashlib.sha256(f"{self.agreement}|{self.side}|{digest}".encode()).hexdigest()


class SealProvider(Protocol):
    """Puts seals on. `affix` is slow, keeps its hands off the database, and may be called again for the same order."""

    def affix(self, pdf: bytes, order: SealOrder) -> bytes:
        """The file with the seal as an increment behind `pdf`; for the department's with time stamp and evidence.

        Raises SealRefused for what another attempt will not mend, SealUnavailable for what it may.
        """
        ...

    def trusted(self) -> list[bytes]:
        """The root certificates (DER) that its seals are checked against."""
        ...

    @property
    def is_trial(self) -> bool:
        """Whether its certificates are its own making and prove nothing to a court."""
        ...


class SealRefused(Refused):
    """The seal cannot be put on, and trying again will not help; `sentence` says why."""

    message = _("未能加盖电子印章。")
    code = "seal_refused"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence=sentence)

    def __str__(self) -> str:
        return self.sentence


class SealUnavailable(Exception):
    """The service did not answer as agreed; the job tries again."""
