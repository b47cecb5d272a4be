"""One case in every state, made once in a run; each test works in a savepoint of its own."""

from collections.abc import Iterator

import pytest

from applications.models import Agreement, AgreementReading, Application
from tests.factories import MORNING, case_in, the_cast
from tests.servers.prepared import Prepared
from workflow.states import State


@pytest.fixture(scope="module")
def in_every_state(prepared: Prepared) -> Iterator[dict[State, Application]]:
    """Applications by state."""
    with prepared("in_every_state", a_case_in_every_state) as cases:
        yield cases


def a_case_in_every_state() -> dict[State, Application]:
    cases = {state: case_in(state) for state in State}
    # As the background does after an approval; what the text says is no matter here.
    Agreement.objects.filter(sha256="").update(file="agreements/text.pdf", sha256="0" * 64)
    cast, to_sign = the_cast(), cases[State.AGREEMENT].agreement
    AgreementReading.objects.bulk_create(
        AgreementReading(agreement=to_sign, user=user, sha256="0" * 64, finished_at=MORNING)
        for user in (cast.applicant, cast.colleague)
    )
    return cases
