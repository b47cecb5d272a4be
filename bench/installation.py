"""A real installation for measuring: web servers and workers as processes, sinks for what they send."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.chaos.installation import Installation
from tests.chaos.sinks import HookSink, MailSink
from tests.servers.postgresql import restartable_postgresql


@contextmanager
def url_of(kind: str, folder: Path) -> Iterator[str]:
    """DATABASE_URL of an empty database of that kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'wuri.sqlite3'}"
        return
    with restartable_postgresql() as server:
        yield server.url


@contextmanager
def installation(kind: str, *, webs: int, workers: int) -> Iterator[tuple[Installation, MailSink, HookSink]]:
    """Migrated; nothing is started yet. What is to be in it is made by its own commands (tests/chaos)."""
    mail, hook = MailSink(), HookSink()
    mail.start()
    hook.start()
    with (
        tempfile.TemporaryDirectory() as made,
        url_of(kind, Path(made)) as url,
        closing(Installation(Path(made), url, mail_port=mail.port, webs=webs, workers=workers)) as house,
    ):
        house.run("migrate", "--verbosity=0")
        yield house, mail, hook
    mail.stop()
    hook.stop()
