"""Texts of agreements for the demonstration: typeset beside the seeding, so that it need not wait for each."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from types import TracebackType

from ..agreement_texts import Made, make, store
from ..documents.engine import press
from ..models import Agreement


class Texts:
    """`order` begins to typeset an agreement; `deliver` waits for it and puts it on file."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="demo-texts")
        self._ordered: dict[int, Future[Made]] = {}

    def __enter__(self) -> "Texts":
        self._pool.submit(press.problems)  # starts the typesetting process, which takes longest
        return self

    def __exit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
        press.close()

    def order(self, agreement: Agreement, now: datetime) -> None:
        """An unsealed text is made from the agreement's facts alone: no thread touches the database."""
        self._ordered[agreement.pk] = self._pool.submit(make, agreement, now)

    def deliver(self, agreement: Agreement, now: datetime) -> str:
        """The digest of the text on file; empty where this machine cannot typeset, and the reason is on record."""
        if agreement.pk in self._ordered:
            store(agreement.pk, self._ordered.pop(agreement.pk).result(), now)
            agreement.refresh_from_db()  # the very record that the action looks at
        return agreement.sha256
