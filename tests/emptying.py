"""How is the database emptied after a test that commits, when the journal refuses to be?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from workflow import triggers


@pytest.fixture(autouse=True, scope="session")
def the_journal_lets_go_between_tests() -> Iterator[None]:
    """Django's flush takes the guards away and puts them back, in the transaction that empties the tables."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def flush_unguarded(self: Any, sql_list: list[str]) -> None:
        with transaction.atomic(using=self.connection.alias):
            triggers.remove(self.connection)
            flush(self, sql_list)
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", flush_unguarded)
        yield
