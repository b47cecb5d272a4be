"""A web server on a database of its own, with Django of this process set up on the same: nothing here may have touched
the settings before."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import django

from tests.chaos.installation import Installation


@contextmanager
def a_house(tables: Path | None = None) -> Iterator[Installation]:
    """With the tables of a file, or migrated; nothing is started yet."""
    with (
        tempfile.TemporaryDirectory(prefix="wuri-house-") as made,
        closing(Installation(Path(made), f"sqlite:///{made}/wuri.sqlite3", mail_port=0, webs=1, workers=0)) as house,
    ):
        os.environ.update(house.environment())
        if tables:
            shutil.copy(tables, Path(made) / "wuri.sqlite3")
        else:
            house.run("migrate", "--verbosity=0")
        django.setup()
        yield house
