"""Can this machine make documents? Asked when serving starts and by `manage.py check --tag documents`.

Each answer costs a process of its own and about a second, so that the check stays silent for every other command
(migrate, makemigrations, runserver's reloads). Nothing is lost by that: the first document asks the same questions,
through the same process, and is refused with the same sentences. Registered without `deploy`, because `up` serves
installations that never run `check --deploy`. applications/apps.py imports this module in ready().
"""

import sys
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.core.checks import CheckMessage, Error, register

from .press import Press

TAG = "documents"


def pdf_ready() -> list[str]:
    """Why this machine cannot typeset, a sentence for each; empty where it can. Starts and ends a process."""
    press = Press()
    try:
        return press.problems()
    finally:
        press.close()


@register(TAG)
def documents_can_be_typeset(app_configs: Sequence[Any] | None, **kwargs: Any) -> list[CheckMessage]:
    """documents.E001 for each problem; nothing for commands that neither serve nor ask."""
    if not is_asked(sys.argv):
        return []
    return [Error(problem, id="documents.E001") for problem in _answer()]


def is_asked(arguments: Sequence[str]) -> bool:
    """Whether the command line is `up`, or `check` with our tag. Django does not tell a check which tags were asked."""
    command, rest = arguments[1:2], arguments[2:]
    if command == ["check"]:
        return bool({TAG, f"--tag={TAG}", f"-t{TAG}"} & set(rest))
    return command == ["up"]


@cache
def _answer() -> tuple[str, ...]:
    return tuple(pdf_ready())
