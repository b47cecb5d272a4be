"""Every figure of the supervisor's pages leads to exactly as many cases as it says."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from .conftest import City
from .reading import figures_of

pytestmark = pytest.mark.django_db

# The pages, with the least number of figures that each must show in this city.
PAGES = {
    "/supervision/": 28,
    "/supervision/bulletins/": 3,
    "/supervision/bulletins/2026-08/": 13,
}
# Its cells with a number that is not a link: nothing lies behind a nought, and shares are told by their counts.
PLAIN = re.compile(r"<span>\s*([1-9]\d*)\s*</span>")


@pytest.mark.parametrize("address", PAGES)
def test_a_figure_is_the_length_of_the_list_behind_it(sees: Callable[..., Any], city: City, address: str) -> None:
    figures = figures_of(sees(city.cast.supervisor, address).content.decode())
    assert len(figures) >= PAGES[address]
    for figure in figures:
        parts = urlsplit(figure.url)
        behind = sees(city.cast.supervisor, parts.path, **dict(parse_qsl(parts.query)))
        assert behind.status_code == 200
        assert behind.context["page"].paginator.count == figure.n, figure
        shown = re.sub(r"^\D*(\d+(?:\.\d+)?).*$", r"\1", figure.text, flags=re.DOTALL)
        assert "." in shown or int(shown) == figure.n, figure


@pytest.mark.parametrize("address", PAGES)
def test_no_number_of_cases_stands_in_a_table_without_leading_to_them(
    sees: Callable[..., Any], city: City, address: str
) -> None:
    assert PLAIN.findall(sees(city.cast.supervisor, address).content.decode()) == []


def test_the_stages_of_the_overview_lead_to_their_cases(sees: Callable[..., Any], city: City) -> None:
    page = sees(city.cast.supervisor, "/supervision/")
    [assessing] = [(count, url) for label, count, url in page.context["stages"] if "assessing" in url]
    listed = sees(city.cast.supervisor, "/supervision/cases/", figure="open_cases", state="assessing")
    assert assessing[0] == len(listed.context["rows"]) == 2
    assert {row.case.state for row in listed.context["rows"]} == {"assessing"}


@pytest.mark.parametrize("period", ["2026-99", "0000-01", "999", "", "half", "2026-09-01", "2031-01"])
def test_any_period_in_the_address_is_answered(sees: Callable[..., Any], city: City, period: str) -> None:
    assert sees(city.cast.supervisor, "/supervision/cases/", figure="closed", period=period).status_code == 200
