"""What all facts of documents have: a canonical text, which goes into the file, and its digest."""

import hashlib
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from .canonical import canonical_json, plain


class Stated:
    """A frozen dataclass of facts; `schema` names the form of its text (no annotation: it is no fact)."""

    schema = ""

    def to_json(self) -> str:
        """The canonical text of all facts: what is embedded in the PDF."""
        return canonical_json({"schema": self.schema, **plain(self)})

    @property
    def digest(self) -> str:
        """SHA-256 of to_json(), hex: changes with every fact."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


class Issued(Stated):
    """Facts with a day of issue and no moment."""

    issued_on: date

    @property
    def created_at(self) -> datetime:
        """The first moment of the day of issue in China: the document carries a date, and its bytes must not vary."""
        return datetime.combine(self.issued_on, time(), ZoneInfo("Asia/Shanghai"))
