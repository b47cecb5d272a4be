"""Is every entry of the law announced, every circle of people used, and every text written and needed?"""

from pathlib import Path

from django.conf import settings

from notifications.recipients import FINDERS, HOLDING, INVOLVED
from notifications.rules import RULES, SILENT_FROM_DRAFT, Audience
from notifications.wording import template_of
from workflow.lifecycle import LAW, LIVING, NOTES
from workflow.states import TURN, Capacity, State

FOLDER = Path(settings.BASE_DIR) / "templates" / "notifications"
THE_FRAME_OF_A_MAIL = "mail.txt"


def needed() -> set[str]:
    return {template_of(name, audience) for name, audiences in RULES.items() for audience in audiences}


def test_every_entry_of_the_law_has_its_rule_and_no_rule_is_without_its_entry() -> None:
    assert set(RULES) == set(LAW) | set(NOTES)


def test_every_rule_has_its_texts_and_no_text_is_without_its_rule() -> None:
    written = {f"notifications/{file.name}" for file in FOLDER.glob("*.txt")} - {f"notifications/{THE_FRAME_OF_A_MAIL}"}
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
