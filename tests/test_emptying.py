"""Is the database empty, and guarded again, after a test that commits?"""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import IntegrityError

from accounts.models import Organisation, OrganisationKind, User
from workflow.lifecycle import legal_entries
from workflow.models import Case, Event

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
MONDAY = datetime(2026, 9, 28, 1, 0, tzinfo=UTC)


def a_case_with_one_entry() -> Event:
    applicant = User.objects.create_user(email="applicant@example.org", password="-")
    provider = Organisation.objects.create(kind=OrganisationKind.DEPARTMENT, name="市交通委员会")
    case = Case.objects.create(applicant=applicant, provider=provider, created_at=MONDAY)
    kind, name, source, target = min(entry for entry in legal_entries() if entry[2] == case.state)
    entry = {"kind": kind, "name": name, "source": source, "target": target}
    return Event.objects.create(case=case, seq=1, at=MONDAY, hash="0" * 64, **entry)


def test_emptying_takes_the_journal_too_and_leaves_its_guards() -> None:
    a_case_with_one_entry()
    call_command("flush", interactive=False, verbosity=0)
    assert not Event.objects.exists()
    entry = a_case_with_one_entry()
    with pytest.raises(IntegrityError):
        entry.delete()
