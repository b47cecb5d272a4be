"""The style guide shows every component there is, in every state, and only where nobody is served in earnest."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from applications.templatetags import drawn, marks
from workflow.states import State

pytestmark = pytest.mark.django_db
PARTS = Path(settings.BASE_DIR) / "templates/components"
COMPONENTS = {f"components/{path.relative_to(PARTS)}" for path in PARTS.rglob("*.html")}
# Each of these stands on a page of its own kind: a form of an account is the account's, mail is no page.
SHOWN_ELSEWHERE = {"components/post_form.html": "/accounts/login/"}


def shown(address: str) -> set[str]:
    """The templates behind an address; what was drawn for earlier tests is forgotten, or it would not be seen."""
    drawn.forget()
    return {str(template.name) for template in Client().get(address).templates}


def test_every_component_has_a_sample() -> None:
    on_the_page = shown("/styleguide/") | shown("/styleguide/?refused")
    missing = COMPONENTS - on_the_page
    assert missing == SHOWN_ELSEWHERE.keys()
    assert [name for name, address in SHOWN_ELSEWHERE.items() if name not in shown(address)] == []


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_state_of_a_component_is_shown(language: str) -> None:
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = client.get("/styleguide/")
    said = page.content.decode()
    context = page.context
    assert {item["state"] for item in context["steps"]} == marks.STEP_WORDS.keys()
    assert {item["state"] for item in context["checks"]} == marks.CHECKS.keys()
    assert {item["kind"] for item in context["entries"]} >= marks.JOURNAL_MARKS.keys()
    assert [tone for tone in marks.NOTE_ICONS if f"note note-{tone}" not in said] == []
    assert [lamp for lamp in ("green", "amber", "red", "grey", "done") if f"l-{lamp}" not in said] == []
    assert [state for state in State if f">{state.label}<" not in said and language == "zh-hans"] == []


def test_an_installation_in_earnest_has_no_style_guide(settings) -> None:
    settings.WURI_DEMO = False
    assert Client().get("/styleguide/").status_code == 404
