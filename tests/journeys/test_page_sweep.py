"""Every address, for every role: the right answer, on every width, for every eye and hand."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from django.urls import reverse

from applications.forms.registry import FORMS
from workflow.states import State

from .addresses import FILES, ONLY_SENT_TO, Scene, a_scene, addresses, names_of_the_site
from .people import Person
from .roles import SIGNED_IN, STEPS, VISITOR
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGN_IN = "/accounts/login/"
WIDTHS = (1440, 390, 320)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
TITLE = re.compile(r"\S.* - 公共数据有条件开放申请服务")

# In this order: a page is looked at closely by the first of them who is shown it.
APPLYING = (VISITOR, "applicant", "stranger", "person", "sysadmin")
OFFICIAL = ("handler", "assessor", "approver", "deputy_leader", "consulted_handler", "supervisor", "auditor")
# Pages that differ by who looks: everyone is shown his own.
OWN = ("/", "/catalogue/JT-0001/", "/applications/", "/data/", "/messages/")
# Refusals have pages too: a foreign application, and a step that is another's to take.
REFUSED = {"stranger": ("/applications/{}/", State.IN_USE), "handler": ("/cases/{}/assess/", State.ASSESSING)}
# Whose turn it is in a state, where it is not the handler's: the page of the case offers him his form.
TURNS = {
    State.ASSESSING: "assessor",
    State.CONSULTING: "consulted_handler",
    State.DECIDING: "approver",
    State.SEALING: "approver",
    State.SUBMITTED: "supervisor",
}
# The pages of an account are alike for all who have one.
ALIKE = (VISITOR, "applicant")
# States that differ in who may see a case, for the test that asks for every role.
TELLING = (State.DRAFT, State.SUBMITTED, State.CONSULTING, State.IN_USE, State.REFUSED)


@pytest.fixture
def scene(site: Site) -> Scene:
    """Looked at eleven days after the applications were handed in: some are late by then."""
    made = a_scene()
    site.it_is("2026-09-21 10:00")
    return made


def test_every_address_answers_every_role_as_it_should(site: Site, scene: Scene) -> None:
    listed = list(addresses(scene, TELLING))
    assert {address.name for address in listed} | ONLY_SENT_TO.keys() == set(names_of_the_site())
    assert STEPS.keys() == FORMS.keys()
    for part in (*APPLYING, *OFFICIAL):
        client = Client()
        if part != VISITOR:
            client.force_login(site.cast.people[part])
        asked = [address for address in listed if part in ALIKE or not address.name.startswith("account_")]
        given = {address.path: answer(client, address.path) for address in asked}
        assert given == {address.path: address.answer_to(part) for address in asked}, part


def test_what_only_takes_cannot_be_read(site: Site) -> None:
    client = Client()
    client.force_login(site.cast.applicant)
    given = {name: client.get(reverse(name, args=[1] * keys)).status_code for name, keys in ONLY_SENT_TO.items()}
    assert given == dict.fromkeys(ONLY_SENT_TO, 405)


def answer(client: Client, path: str) -> int:
    """The status in the end; 401 for being sent to sign in."""
    response = client.get(path, follow=True)
    return 401 if response.redirect_chain and ended_at(response) == SIGN_IN else response.status_code


def ended_at(response: Any) -> str:
    """The address of the last redirect."""
    return urlsplit(response.redirect_chain[-1][0]).path


@pytest.mark.parametrize("parts", [APPLYING, OFFICIAL], ids=["applicants", "officials"])
def test_every_page_is_open_to_everyone_on_every_width(site: Site, scene: Scene, parts: tuple[str, ...]) -> None:
    faults: list[str] = []
    for part in parts:
        person = site.enter(Person, part if part in SIGNED_IN else "")
        person.foresees("status of 40[34]")
        for path in OWN if part in SIGNED_IN else ():
            person.goes_to(path)
            faults += [f"{part} at {path}: {fault}" for fault in in_size(person)]
        for path in paths_of(part, scene):
            person.goes_to(path)
            faults += [f"{part} at {path}: {fault}" for fault in (*in_size(person), *in_detail(person))]
    assert faults == []


def paths_of(part: str, scene: Scene) -> Iterator[str]:
    """The pages that he is the first to be shown, those where it is his turn to act, and those that refuse him."""
    turns = {f"/review/{scene.key(state)}/" for state, whose in TURNS.items() if whose == part}
    for address in addresses(scene, tuple(State)):
        first = next((one for one in (*APPLYING, *OFFICIAL) if one in address.readers), "")
        if address.name not in FILES and (part == first or address.path in turns):
            yield address.path
    if part in REFUSED:
        path, state = REFUSED[part]
        yield path.format(scene.key(state))


def in_size(person: Person) -> Iterator[str]:
    """What is wrong with the title of the page before him, or with its width."""
    if not TITLE.fullmatch(person.page.title()):
        yield f"title {person.page.title()!r}"
    for width in WIDTHS:
        person.page.set_viewport_size({"width": width, "height": 900})
        needed = person.page.evaluate("document.documentElement.scrollWidth")
        if needed > width:
            yield f"{needed} wide on {width}"


def in_detail(person: Person) -> Iterator[str]:
    """What shuts someone out of the page before him."""
    for fault in Axe().run(person.page, options=AXE).response["violations"]:
        yield f"{fault['id']} {[node['target'] for node in fault['nodes']][:3]}"
