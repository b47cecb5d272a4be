"""Is every entry of the law announced, every circle of people used, and every text written and needed?"""

from pathlib import Path

from django.conf import settings

from notifications.recipients import FINDERS, HOLDING, INVOLVED, READERS
from notifications.rules import RULES, SILENT_FROM_DRAFT, Audience
from notifications.topics import CHANNELS, FIXED, OF_SIDE, Channel, Topic
from notifications.wording import template_of
from workflow.escalation import LADDERS, Reader
from workflow.lifecycle import LAW, LIVING, NOTES
from workflow.states import TURN, Capacity, State

FOLDER = Path(settings.BASE_DIR) / "templates" / "notifications"
FRAMES = {"notifications/mail.txt", "notifications/short.txt"}


def needed() -> set[str]:
    return {template_of(name, audience) for name, audiences in RULES.items() for audience in audiences}


def test_every_entry_of_the_law_has_its_rule_and_no_rule_is_without_its_entry() -> None:
    assert set(RULES) == set(LAW) | set(NOTES)


def test_every_rule_has_its_texts_and_no_text_is_without_its_rule() -> None:
    written = {f"notifications/{file.name}" for file in FOLDER.glob("*.txt")} - FRAMES
    assert written == needed()


def test_every_circle_of_people_is_used_and_can_be_found() -> None:
    used = {audience for audiences in RULES.values() for audience in audiences}
    assert used == set(Audience) == set(FINDERS)


def test_every_transition_tells_the_applicant_unless_it_is_the_offices_own_affair() -> None:
    silent = {name for name in LAW if Audience.APPLICANT not in RULES[name]}
    assert silent == {"assess", "give_opinion", "record_silence", "return_to_assessment"}


def test_only_what_an_applicant_does_to_his_draft_is_silent() -> None:
    assert all(State.DRAFT in LAW[name].sources for name in SILENT_FROM_DRAFT)


def test_every_state_in_which_it_is_the_offices_turn_knows_whose() -> None:
    offices = {state for state, turn in TURN.items() if turn != Capacity.APPLICANT}
    assert set(HOLDING) == offices


def test_every_living_state_after_the_draft_knows_who_must_hear_of_its_end() -> None:
    assert set(INVOLVED) == set(LIVING) - {State.DRAFT}


def test_every_message_of_every_side_has_its_topic_and_no_topic_is_without_its_message() -> None:
    told = {(audience.side, name) for name, audiences in RULES.items() for audience in audiences}
    assert told == {(side, name) for side, topics in OF_SIDE.items() for name in topics}


def test_every_topic_has_its_channels_and_what_must_be_served_cannot_be_missed() -> None:
    assert set(CHANNELS) == set(Topic)
    assert all({Channel.INBOX, Channel.MAIL} <= CHANNELS[topic] for topic in FIXED)


def test_every_rung_of_every_ladder_has_its_rule_and_each_of_its_readers_a_way_to_hear_of_it() -> None:
    rungs = [rung for ladder in LADDERS.values() for rung in ladder]
    assert all(RULES[rung.kind] for rung in rungs)
    # Supervisors read of cards in their digest, applicants by the circle of those who are reminded.
    heard = {*READERS, Reader.SUPERVISOR, Reader.APPLICANT}
    assert {reader for rung in rungs for reader in rung.to} <= heard
