"""Every address, for every role, in both languages: the right answer, open to every eye and hand on every width.

`make test` asks at each address for some of the roles, by turns (turns.py). It looks with axe at as few pages as hold
every piece of markup that stands on any of them (pieces.py), on the widths by turns, in English only at those that the
Chinese pages do not have, and at every page in what can be said without a browser (plain.py). `make sweep` asks for
every role everywhere and looks with axe at every page in both languages, whole, or at the part of them that it is asked
for (parts.py)."""

import os
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import include, path, reverse
from playwright.sync_api import BrowserContext

from applications.forms.registry import FORMS
from tests.architecture.chinese_left import Written
from tests.factories import Cast
from tests.journeys.addresses import ONLY_SENT_TO, WITH_A_KEY, Scene, addresses, names_of_the_site
from tests.journeys.roles import EVERYONE, STEPS, VISITOR
from tests.servers.browser import PageWatch
from workflow.states import State

from . import plain
from .cells import CHINESE, ENGLISH, Cell, cells, everything, twins
from .distinct import Sight, beside_twins, covering_pages, whole_pages
from .look import WIDTHS, look
from .parts import BOTH, LANGUAGES, wanted
from .pieces import pieces
from .turns import asked_at
from .window import Window

pytestmark = pytest.mark.django_db
EVERY_PAGE_WHOLE = os.environ.get("WURI_SWEEP") == "whole"
IN_PARALLEL = [
    pytest.param(one, marks=pytest.mark.xdist_group(one)) for one in (LANGUAGES if EVERY_PAGE_WHOLE else BOTH)
]


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", IN_PARALLEL)
def test_every_page_is_open_to_everyone(
    language: str,
    scene: Scene,
    cast: Cast,
    window: Window,
    new_context: Callable[..., BrowserContext],
    record_property: Callable[[str, object], None],
) -> None:
    asked = list(cells(scene, cast, language, wanted if EVERY_PAGE_WHOLE else everything, in_turn=not EVERY_PAGE_WHOLE))
    assert {str(cell): cell.status for cell in asked} == {str(cell): cell.expected for cell in asked}
    names = [person.name for person in cast.people.values()]
    written = Written()
    sights = list((whole_pages if EVERY_PAGE_WHOLE else covering_pages)(asked, names))
    if language == ENGLISH and not EVERY_PAGE_WHOLE:
        sights = list(beside_twins(sights, twins([sight.cell for sight in sights], cast, CHINESE)))
    said = {str(sight.cell): list(plain.faults(sight.cell, language, written)) for sight in whole_pages(asked, names)}
    seen = in_the_browser(sights, window, new_context())
    faults = {where: [*said.get(where, ()), *seen.get(where, ())] for where in said | seen}
    assert {where: found for where, found in faults.items() if found} == {}
    record_property("sweep", tally(language, asked, len(said), len(sights)))


def in_the_browser(sights: list[Sight], window: Window, context: BrowserContext) -> dict[str, list[str]]:
    """What is wrong with each page that was looked at, with what the browser complained of meanwhile."""
    page, watch, found = context.new_page(), PageWatch(context), {}
    for number, sight in enumerate(sights):
        address = window.show(f"/{number}/", sight.markup, sight.cell.policy)
        widths = WIDTHS if sight.whole else (WIDTHS[number % len(WIDTHS)],)
        found[str(sight.cell)] = list(look(page, address, whole=sight.whole, pieces=bool(sight.pieces), widths=widths))
        context.cookies()  # a round trip, so that what the browser has already said is heard
        found[str(sight.cell)] += watch.faults
        watch.faults.clear()
    return found


def tally(language: str, asked: list[Cell], distinct: int, looked_at: int) -> str:
    shown = [cell for cell in asked if cell.markup]
    how = f"on {len(WIDTHS)} widths, whole" if EVERY_PAGE_WHOLE else "on widths by turns, for all their pieces"
    roles, paths = {cell.part for cell in asked}, {cell.address.path for cell in asked}
    return (
        f"{language}: {len(asked)} answers to {len(roles)} roles at {len(paths)} addresses; "
        f"{len(shown)} pages shown, {distinct} that differ, "
        f"{looked_at} of them opened {how}"
    )


def test_no_address_is_missing_from_the_matrix(scene: Scene) -> None:
    listed = {address.name for address in addresses(scene, tuple(State))}
    assert listed | ONLY_SENT_TO.keys() | WITH_A_KEY == set(names_of_the_site())
    assert STEPS.keys() == FORMS.keys()


class OneMore:
    """The site with an address that nobody has entered in the list."""

    urlpatterns = [path("planted/", Client, name="planted"), path("", include("config.urls"))]


@pytest.mark.urls.with_args(OneMore)
def test_a_new_address_is_noticed_when_it_is_missing(scene: Scene) -> None:
    listed = {address.name for address in addresses(scene, tuple(State))}
    assert set(names_of_the_site()) - listed - ONLY_SENT_TO.keys() - WITH_A_KEY == {"planted"}


def test_what_only_takes_cannot_be_read(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.applicant)
    given = {name: client.get(reverse(name, args=[1] * keys)).status_code for name, keys in ONLY_SENT_TO.items()}
    assert given == dict.fromkeys(ONLY_SENT_TO, 405)


PLANTED = """<img src="https://elsewhere.example/a.png"><input><button></button><p style="color: #aaa">grey</p>
<p class="nowrap">{}</p><p class="muted" id="main">Please sign in first</p><h1>Zwei</h1>""".format("wide " * 90)


@pytest.mark.browser
def test_planted_faults_are_caught(scene: Scene, window: Window, new_context: Callable[..., BrowserContext]) -> None:
    address = next(one for one in addresses(scene, ()) if one.name == "account_login")
    answer = Client().get(address.path)
    markup = answer.content.decode().replace("</main>", PLANTED + "</main>")
    cell = Cell(VISITOR, address, 200, markup, answer.headers["Content-Security-Policy"])
    sights = list(covering_pages([cell], []))
    seen = "\n".join(in_the_browser(sights, window, new_context())[str(cell)])
    for fault in ("image-alt", "label", "button-name", "wide on 320", "another host", "Content Security Policy"):
        assert fault in seen
    said = "\n".join(plain.faults(cell, CHINESE, Written()))
    for fault in ("2 headings", "past the menus", "same id twice: ['main']", "Please sign in first"):
        assert fault in said


def test_by_turns_each_address_is_shown_and_refused_and_each_role_sees_and_is_refused(scene: Scene) -> None:
    listed = list(addresses(scene, tuple(State)))
    for language in BOTH:
        shown, refused = set(), set()
        for place, address in enumerate(listed):
            parts = asked_at(address, place, language)
            assert {address.answer_to(part) for part in parts} == {address.answer_to(part) for part in EVERYONE}
            shown |= parts & address.readers
            refused |= parts - address.readers
        assert shown == refused == EVERYONE


def test_a_piece_is_known_again_by_what_it_is_made_of() -> None:
    """Words and numbers of rows make no difference; a class, a missing label or other surroundings do."""
    row, bare = '<ul><li class="a">一</li></ul>', "<ul><li>一</li></ul>"
    assert pieces(row).keys() == pieces('<ul><li class="a">二</li><li class="a">三</li></ul>').keys()
    assert pieces(row).keys() != pieces(bare).keys()
    assert pieces(row).keys() != pieces(f"<div>{row}</div>").keys()
    assert pieces('<img alt="图">').keys() != pieces('<img alt="">').keys()
