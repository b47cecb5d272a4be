"""Has every act its rule, its texts in both languages, its form, its words and its row in the matrix of roles?"""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from feedback.clocks import ENDS, STARTS, VOIDS
from feedback.forms.registry import FORMS
from feedback.law import ACTS, LAW, NOTES, By
from feedback.models import MatterEntry
from feedback.page import FOR_THE_AUTHOR
from feedback.page import STARTS as STARTED
from feedback.recipients import FINDERS, Audience
from feedback.states import OWED, PUBLIC, SUPPORTED, MatterState
from feedback.telling import AUTHORS_TOPIC, OFFICES_TOPIC, RULES, sides_of, template_of
from notifications.models import Message
from tests.factories import shanghai, the_cast
from tests.journeys.roles import MATTER_STEPS
from workflow.escalation import LADDERS
from workflow.models import MatterClock

from .lives import a_correction
from .scenes import matters

FOLDER = Path(settings.BASE_DIR) / "templates"


def test_every_act_has_its_rule_its_texts_and_no_text_is_without_its_rule() -> None:
    assert RULES.keys() == LAW.keys()
    needed = {template_of(name, side) for name in RULES for side in sides_of(name)}
    assert {f"feedback/messages/{path.name}" for path in FOLDER.glob("feedback/messages/*.txt")} == needed


def test_every_circle_of_people_is_used_and_can_be_found() -> None:
    assert {audience for audiences in RULES.values() for audience in audiences} == set(Audience) == FINDERS.keys()


def test_every_topic_belongs_to_somebody_who_is_told() -> None:
    told = {(side, name) for name in RULES for side in sides_of(name)}
    assert {("author", name) for name in AUTHORS_TOPIC} | {("office", name) for name in OFFICES_TOPIC} <= told


def test_every_act_of_a_person_has_its_form_and_its_row_in_the_matrix() -> None:
    by_people = {act.name for act in (*ACTS, *NOTES) if By.SYSTEM not in act.by and act.sources}
    assert by_people == FORMS.keys() == MATTER_STEPS.keys()


def test_every_clock_has_its_ladder_its_start_and_its_words() -> None:
    assert set(STARTS.values()) == set(MatterClock) == STARTED.keys()
    assert set(MatterClock) <= LADDERS.keys()
    assert STARTS.keys() | ENDS | VOIDS <= LAW.keys()


def test_every_state_can_be_reached_and_tells_its_author_whose_turn_it_is() -> None:
    assert {act.target for act in ACTS} == set(MatterState) == FOR_THE_AUTHOR.keys()
    assert set(SUPPORTED) < set(PUBLIC)
    assert MatterState.UNASSIGNED in OWED and MatterState.UNASSIGNED not in PUBLIC


@pytest.mark.django_db
@pytest.mark.both
def test_the_database_refuses_an_entry_outside_the_law() -> None:
    matter = a_correction()
    said = {"matter": matter, "seq": 9, "at": shanghai("2026-09-11 09:00"), "source": "waiting", "target": "opened"}
    with pytest.raises(IntegrityError), transaction.atomic():
        MatterEntry.objects.create(name="answer", **said)


@pytest.mark.django_db
def test_who_reads_english_has_every_message_in_english_below_the_chinese(client: Client) -> None:
    matters()
    cast = the_cast()
    client.force_login(cast.person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for message in Message.objects.filter(recipient=cast.person, kind__startswith="feedback_"):
        assert message.english
        shown = client.get(reverse("message", args=[message.pk])).content.decode()
        assert "以上译文仅供阅读参考" not in shown and 'lang="zh-Hans"' in shown
