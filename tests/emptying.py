"""How is the database emptied after a test that commits, when the journal refuses to be?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import TransactionTestCase
from django.utils import timezone

from applications import risk_seed, wording_seed
from applications.models import AgreementWording, QuestionnaireVersion
from calendars import versions
from calendars.models import CalendarVersion, HolidayNotice
from tests.servers import prepared
from workflow import standards, triggers
from workflow.models import ServiceStandard, StageBudget


@pytest.fixture(autouse=True, scope="session")
def the_journal_lets_go_between_tests() -> Iterator[None]:
    """Django's flush takes the guards away and puts them back, in the transaction that empties the tables.

    What the migrations seeded is part of the product and is put back as well: the limits, the calendar,
    the risk questionnaires and the wording of agreements.
    """
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self: Any, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias):
            triggers.remove(self.connection)
            flush(self, sql_list)
            triggers.install(self.connection)
            standards.seed(ServiceStandard)
            standards.seed_stages(StageBudget)
            versions.seed(notices=HolidayNotice, versions=CalendarVersion, now=timezone.now())
            risk_seed.seed(QuestionnaireVersion, timezone.now())
            wording_seed.seed(AgreementWording, timezone.now())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield


@pytest.fixture(autouse=True, scope="session")
def what_was_prepared_comes_back() -> Iterator[None]:
    """On SQLite the tables are put back as the migrations left them (servers/prepared.py): a tenth of the time."""
    empty = TransactionTestCase._fixture_teardown

    def put_back(self: Any) -> None:
        if connection.vendor == "sqlite":
            prepared.take(prepared.TABLES)
        else:
            empty(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield
