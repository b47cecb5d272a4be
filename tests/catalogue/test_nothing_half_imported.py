"""Whatever a file holds: all of it is written, or nothing at all."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Organisation
from applications.importing.sheets import read_bytes
from applications.importing.write import import_book
from applications.models import Dataset, DatasetField

from .files import HEADER, PARKING, SCHOOLS, as_csv

pytestmark = pytest.mark.django_db
COLUMNS = (*HEADER, "fast_track", "fields")
FIELD = '[{"name":"a","title":"甲","type":"文本"}]'

good = st.tuples(
    st.sampled_from(["TR-001", "ED-001", "N-1", "N-2", "N-3", "N-4"]),
    st.text("甲乙丙丁", min_size=1, max_size=6),
    st.sampled_from(["交通", "教育"]),
    st.sampled_from(["市交通委", "市教委", "市新设局"]),
    st.sampled_from(["有条件开放", "无条件开放", "closed"]),
    st.sampled_from(["", "否"]),
    st.sampled_from(["", FIELD]),
)
# One cell spoilt: (its column, what it holds).
spoilt = st.tuples(
    good,
    st.sampled_from(
        [(0, ""), (0, "a/b"), (1, ""), (1, "长" * 121), (2, ""), (3, "没有的局"), (4, "半开放"), (5, "？"), (6, "{")]
    ),
).map(lambda pair: (*pair[0][: pair[1][0]], pair[1][1], *pair[0][pair[1][0] + 1 :]))
# What opens at once must be conditional: each cell is good and the line is not.
contradictory = good.map(lambda row: (*row[:4], "无条件开放", "是", row[6]))
rows = st.lists(st.one_of(good, good, good, spoilt, contradictory), max_size=6)


def catalogue() -> tuple[list[Any], ...]:
    """All that an import may touch."""
    return (
        list(Dataset.objects.order_by("code").values()),
        list(DatasetField.objects.order_by("pk").values()),
        list(Organisation.objects.order_by("pk").values()),
    )


def written_as_said(lines: list[tuple[str, ...]]) -> bool:
    stored = {dataset.code: dataset for dataset in Dataset.objects.select_related("provider")}
    return all(
        (stored[code].title, stored[code].domain, stored[code].provider.name) == (title, domain, provider)
        for code, title, domain, provider, *_ in lines
    )


@given(lines=rows, create=st.booleans())
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_is_imported_whole_or_not_at_all(
    departments: dict[str, Organisation], lines: list[tuple[str, ...]], create: bool
) -> None:
    with transaction.atomic():
        import_book(read_bytes(as_csv((*PARKING, "", FIELD), (*SCHOOLS, "", ""), header=COLUMNS)))
        before = catalogue()
        plan = import_book(read_bytes(as_csv(*lines, header=COLUMNS)), create_departments=create)
        assert written_as_said(lines) if plan.is_sound else catalogue() == before
        assert plan.lines == len([line for line in lines if any(line)])
        transaction.set_rollback(True)
