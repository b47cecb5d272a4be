"""One case in every state, made once for a module; each test works in a savepoint of its own."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from applications.models import Agreement, AgreementReading, Application
from tests.factories import MORNING, case_in, the_cast
from workflow.states import State


@pytest.fixture(scope="module")
def in_every_state(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[State, Application]]:
    """Applications by state. What a module does to them is rolled back when it ends."""
    with django_db_blocker.unblock(), transaction.atomic():
        cases = {state: case_in(state) for state in State}
        # As the background does after an approval; what the text says is no matter here.
        Agreement.objects.filter(sha256="").update(file="agreements/text.pdf", sha256="0" * 64)
        cast, to_sign = the_cast(), cases[State.AGREEMENT].agreement
        AgreementReading.objects.bulk_create(
            AgreementReading(agreement=to_sign, user=user, sha256="0" * 64, finished_at=MORNING)
            for user in (cast.applicant, cast.colleague)
        )
        yield cases
        transaction.set_rollback(True)
