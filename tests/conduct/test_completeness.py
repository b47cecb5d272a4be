"""Every message of conduct has its words and its topic, every entry of a record its sentence."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from conduct.forms.breach_acts import ACTS
from conduct.telling import TOPICS, Told, template_of
from conduct.words import SENTENCES, TITLES

WRITTEN = re.compile(r'recording\.write\(\w+, "(\w+)"')
TEMPLATES = Path(settings.BASE_DIR) / "templates"


def test_every_message_has_its_words_and_topic_and_no_words_are_without_their_message() -> None:
    written = {f"conduct/messages/{file.name}" for file in (TEMPLATES / "conduct" / "messages").glob("*.txt")}
    assert written == {template_of(what) for what in Told}
    assert set(TOPICS) == set(Told)


def test_every_entry_that_an_action_writes_has_its_title_and_sentence() -> None:
    actions = Path(settings.BASE_DIR) / "conduct" / "actions"
    names = {name for file in actions.glob("*.py") for name in WRITTEN.findall(file.read_text())}
    assert names == set(TITLES) == set(SENTENCES)


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_act_says_what_it_is(act: str) -> None:
    assert str(ACTS[act].title)
