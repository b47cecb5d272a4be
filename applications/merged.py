"""The pages of a queue that lies in two lists: each is read in order from an index of its own, as far as the page goes.

One list for both, by OR, would be read from neither index once a filter leaves little of it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from heapq import merge
from itertools import islice

from .office_clock import Clocked

Place = tuple[date | None, int | None, datetime, int]


class Merged:
    """Keys in the order of applications.queue.in_order, by slice; `lists` are so ordered and have none in common."""

    def __init__(self, lists: Sequence[Clocked]) -> None:
        self.lists = lists

    def __len__(self) -> int:
        return sum(one.count() for one in self.lists)

    def __getitem__(self, part: slice) -> list[int]:
        columns = ("counting_due_on", "counting_left", "received_at", "pk")
        begun = [one.values_list(*columns)[: part.stop] for one in self.lists]
        return [place[3] for place in islice(merge(*begun, key=in_place), part.start, part.stop)]


def in_place(place: Place) -> tuple[date, int, datetime, int]:
    """What sorts as the database does: no value comes last."""
    due_on, left, received_at, key = place
    return due_on or date.max, 10_000 if left is None else left, received_at, key
