"""What a version of a wording changes, line by line, against the one that was used before it."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from .models import AgreementWording
from .models.agreement_wording import GENERAL, scope_of


@dataclass(frozen=True)
class ChangedLine:
    """A line that went or came; `place` is its number in the text that has it."""

    place: int
    text: str
    is_new: bool


def changes_since(row: AgreementWording) -> list[ChangedLine]:
    """Of the version before it in its own scope, or, for the first, of the next wider one that was published."""
    before = _before(row)
    if before is None:
        return []
    old, new = before.text.splitlines(), row.text.splitlines()
    changed: list[ChangedLine] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += [ChangedLine(n + 1, old[n], False) for n in range(old_from, old_to) if old[n].strip()]
            changed += [ChangedLine(n + 1, new[n], True) for n in range(new_from, new_to) if new[n].strip()]
    return changed


def _before(row: AgreementWording) -> AgreementWording | None:
    published = AgreementWording.objects.published().order_by("-version")
    own = published.filter(scope=row.scope, version__lt=row.version).first()
    if own or row.scope == GENERAL:
        return own
    office = published.filter(scope=scope_of(provider=row.dataset.provider_id)).first() if row.dataset else None
    return office or published.filter(scope=GENERAL).first()
