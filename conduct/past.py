"""What is on record of an applicant, for the rules of applications (settings.WURI_PAST_CONDUCT)."""

from datetime import date

from django.db.models import Q

from applications.past_conduct import PastConduct

from .models import AppealOutcome, Finding, ListEntry, Outcome


def of_applicant(applicant_id: int, body_id: int | None, today: date) -> PastConduct:
    """Of the body, or of the person who applies for himself: the entry on the breach list that lasts longest, and
    whether a warning stands. Warnings count for as long as they are on record. One query."""
    burdens = Finding.objects.exclude(outcome=Outcome.UNFOUNDED).exclude(appeal__outcome=AppealOutcome.LIFTED)
    mine = Q(breach__body=body_id) if body_id else Q(breach__body__isnull=True, breach__person=applicant_id)
    found = PastConduct()
    for finding in burdens.filter(mine).select_related("entry"):
        entry: ListEntry | None = getattr(finding, "entry", None)
        if entry is None:
            found = PastConduct(found.listed, found.until, warned=True)
        elif entry.counts(today) and (found.until is None or entry.until > found.until):
            found = PastConduct(finding.number, entry.until, found.warned)
    return found
