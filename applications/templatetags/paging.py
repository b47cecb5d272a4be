"""The links at the foot of a list: previous, numbers with gaps, next; the rest of the address is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page
from django.http import QueryDict
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Link:
    """`url` is empty for the gap between numbers; `name` is what a screen reader says for a bare number."""

    label: str
    url: str = ""
    rel: str = ""
    name: str = ""
    current: bool = False


def links(page: Page, query: QueryDict | None, name: str) -> Iterator[Link]:
    """Links for every neighbour of a page. `name` is the parameter that holds the number."""
    if page.has_previous():
        yield Link(_("上一页"), _address(query, name, page.previous_page_number()), rel="prev")
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield _numbered(page, query, name, number) if isinstance(number, int) else Link(str(number))
    if page.has_next():
        yield Link(_("下一页"), _address(query, name, page.next_page_number()), rel="next")


def _numbered(page: Page, query: QueryDict | None, name: str, number: int) -> Link:
    spoken = _("第 %(n)s 页") % {"n": number}
    return Link(str(number), _address(query, name, number), name=spoken, current=number == page.number)


def _address(query: QueryDict | None, name: str, number: int) -> str:
    parameters = query.copy() if query is not None else QueryDict(mutable=True)
    parameters[name] = str(number)
    return f"?{parameters.urlencode()}"
