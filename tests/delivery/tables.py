"""Data sets with as many rows as a test needs."""

import csv
import io

from django.core.files.base import ContentFile

from applications.models import Dataset
from tests.factories import a_dataset, the_cast

HEADER = ("stop_id", "stop_name", "counted_at", "passengers")


def rows(many: int) -> list[tuple[str, ...]]:
    """Different from each other, in the order of their time."""
    return [
        (
            f"S{place:06d}",
            f"站点{place % 97}",
            f"2026-09-01T{place // 60 % 24:02d}:{place % 60:02d}",
            str(place * 7 % 1000),
        )
        for place in range(many)
    ]


def as_csv(table: list[tuple[str, ...]], header: tuple[str, ...] = HEADER) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([header, *table])
    return text.getvalue().encode()


def a_table(many: int, code: str = "JT-0900") -> Dataset:
    """A data set with `many` rows."""
    dataset = a_dataset(the_cast().provider, code, data_file="")
    dataset.data_file.save(f"{code}.csv", ContentFile(as_csv(rows(many))))
    return dataset
