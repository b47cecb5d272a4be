"""How long answers took lately, from the clocks of real cases."""

from datetime import date, timedelta

import pytest

from applications.answer_record import answer_record
from applications.punctuality import Given, tally_of
from tests.factories import a_dataset, a_life, case_in, shanghai, the_cast

pytestmark = pytest.mark.either

TODAY = date(2026, 9, 30)


def replies(*used: tuple[int, int]) -> list[Given]:
    return [Given(provider_id=1, month=date(2026, 9, 1), late=False, used=days, n=n) for days, n in used]


@pytest.mark.parametrize(
    ("used", "middle"),
    [([(3, 1)], 3), ([(1, 1), (4, 1)], 2.5), ([(5, 1), (1, 2)], 1), ([(2, 5), (5, 5)], 3.5), ([(0, 1), (5, 9)], 5)],
)
def test_the_median_is_the_answer_in_the_middle(used: list[tuple[int, int]], middle: float) -> None:
    assert tally_of(replies(*used)).median == middle


@pytest.mark.django_db
class TestTheRecord:
    def test_of_a_data_set_without_answers_is_none(self) -> None:
        assert answer_record(a_dataset(the_cast().provider), TODAY) is None

    def test_counts_days_and_the_share_within_the_promise(self) -> None:
        """Answered after one, one, and three working days."""
        for received, accepted in (
            ("2026-09-07", "2026-09-08"),
            ("2026-09-14", "2026-09-15"),
            ("2026-09-21", "2026-09-24"),
        ):
            life = a_life(starts_at=shanghai(f"{received} 09:00"))
            life.do("submit")
            life.do("not_accept", at=shanghai(f"{accepted} 10:00"))
        record = answer_record(a_dataset(the_cast().provider), TODAY)
        assert record is not None
        assert (record.count, record.median, record.rate_words, record.of_department) == (3, 1, "100", False)

    def test_of_few_answers_is_that_of_the_department(self) -> None:
        cases = [case_in("refused", starts_at=shanghai(f"2026-09-{day:02} 09:00")) for day in (1, 2, 3)]
        other = a_dataset(the_cast().provider, "JT-0099", title="另一个数据集")
        record = answer_record(other, TODAY)
        assert record is not None
        assert (record.count, record.of_department) == (3, True)
        assert cases[0].dataset.pk != other.pk

    def test_forgets_answers_of_more_than_a_year_ago(self) -> None:
        cases = [case_in("refused", starts_at=shanghai(f"2025-09-{day:02} 09:00")) for day in (1, 2, 3)]
        assert answer_record(cases[0].dataset, TODAY) is not None
        assert answer_record(cases[0].dataset, TODAY + timedelta(days=60)) is None
