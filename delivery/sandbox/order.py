"""What any sandbox is asked for."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused


@dataclass(frozen=True, kw_only=True)
class SandboxOrder:
    """A place in a sandbox as it ought to be. `revision` grows with every change: a sandbox that has heard a higher one
    leaves things as they are. `secret_sha256` is "" until the applicant has fetched his secret."""

    reference: str
    revision: int
    account: str
    recipient: str
    application: str
    agreement: str
    dataset: str
    title: str
    starts_at: datetime
    ends_at: datetime
    is_open: bool
    secret_sha256: str


class Sandbox(Protocol):
    """Each call may be made again with the same order and then changes nothing; none touches the database.

    All raise SandboxRefused for what another attempt will not mend, SandboxUnavailable for what it may.
    """

    def reserve(self, order: SandboxOrder) -> str:
        """Make room under the reference, closed still; answers in words where that is."""
        ...

    def put(self, order: SandboxOrder, file: Path, name: str, manifest: dict[str, Any]) -> None:
        """Put the data and their manifest there, in the place of earlier ones."""
        ...

    def admit(self, order: SandboxOrder) -> None:
        """Open or close it at once, with the account, its secret and its term as the order says."""
        ...

    def remove(self, order: SandboxOrder) -> None:
        """Account and data are gone afterwards, for good."""
        ...


class SandboxRefused(Refused):
    """The sandbox will not do it; `sentence` says why."""

    message = _("数据沙箱未予办理。")
    code = "sandbox_refused"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence=sentence)

    def __str__(self) -> str:
        return self.sentence


class SandboxUnavailable(Exception):
    """The sandbox did not answer as agreed; the job tries again."""
