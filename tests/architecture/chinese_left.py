"""What Chinese is left on a page once everything that people wrote into the database is taken away?"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.apps import apps

from notifications.models import Message

# Chinese characters, and the punctuation of their width.
CHINESE = re.compile(r"[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]+")

# Whose rows hold what people wrote, or what was frozen in the official language. The calendar is not among them:
# its names of holidays are translated.
WRITTEN_BY_PEOPLE = ("accounts", "applications", "conduct", "delivery", "feedback", "notifications", "workflow")

# What stays Chinese on an English page: the numbers of notices, the buttons that lead back, and the values of
# choices, which nobody reads: what is chosen goes into an official document.
STAYS = re.compile(r'国办发明电〔\d{4}〕\d+号|(?<=>)(?:简体)?中文(?=<)|(?<=<option value=")[^"]*')


class Written:
    """All lines of text in the database that have Chinese in them, the longest first: none is cut by a shorter one."""

    def __init__(self) -> None:
        models = [model for label in WRITTEN_BY_PEOPLE for model in apps.get_app_config(label).get_models()]
        found = {line for model in models for line in lines(model._default_manager.values_list())}
        # Lists of messages leave out of a subject what stands beside it.
        found |= {subject.partition("：")[0] for subject in Message.objects.values_list("subject", flat=True)}
        longest_first = sorted(filter(CHINESE.search, found), key=len, reverse=True)
        self._lines = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def beside(self, page: str) -> list[str]:
        """The runs of Chinese in a page's text and attributes that people did not write."""
        return CHINESE.findall(self._lines.sub("", STAYS.sub("", unescape(page))))


def lines(value: Any) -> Iterator[str]:
    """Every line of text in rows and in the JSON inside them."""
    if isinstance(value, str):
        yield from (line.strip() for line in value.splitlines())
    elif isinstance(value, dict):
        yield from lines(list(value.values()))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for one in value:
            yield from lines(one)
