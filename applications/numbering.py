"""Numbers of applications, decisions, reviews and agreements."""

from django.db import connection

# One statement on both databases; the rows stay locked until the transaction ends, so a rollback leaves no gap.
NEXT = """
INSERT INTO applications_counter (series, year, value) VALUES {rows}
ON CONFLICT (series, year) DO UPDATE SET value = applications_counter.value + excluded.value
RETURNING series, value
"""


def next_numbers(year: int, *series: str, count: int = 1) -> dict[str, int]:
    """The next number of each series in a year, beginning with 1; of several, the last. One statement for all."""
    rows = ", ".join(["(%s, %s, %s)"] * len(series))
    with connection.cursor() as cursor:
        cursor.execute(NEXT.format(rows=rows), [value for name in sorted(series) for value in (name, year, count)])
        return {name: int(value) for name, value in cursor.fetchall()}


def application_number(year: int) -> str:
    """Such as SQ-2026-000173."""
    return f"SQ-{year}-{next_numbers(year, 'application')['application']:06d}"


def decision_number(year: int) -> str:
    """Such as 数开决〔2026〕0001号."""
    return _decision(year, next_numbers(year, "decision")["decision"])


def approval_numbers(year: int) -> tuple[str, str]:
    """The numbers of an approving decision and of its agreement, such as 数协〔2026〕0001号."""
    numbers = next_numbers(year, "agreement", "decision")
    return _decision(year, numbers["decision"]), f"数协〔{year}〕{numbers['agreement']:04d}号"


def review_number(year: int) -> str:
    """Such as 数开复〔2026〕0001号."""
    return f"数开复〔{year}〕{next_numbers(year, 'review')['review']:04d}号"


def order_numbers(year: int, count: int) -> list[str]:
    """Numbers for so many supervision orders, in order, such as 督〔2026〕0001号."""
    if not count:
        return []
    last = next_numbers(year, "order", count=count)["order"]
    return [f"督〔{year}〕{number:04d}号" for number in range(last - count + 1, last + 1)]


def matter_number(year: int, series: str, prefix: str) -> str:
    """Of what people report or ask for beside applications, such as JC-2026-000012."""
    return f"{prefix}-{year}-{next_numbers(year, series)[series]:06d}"


def _decision(year: int, number: int) -> str:
    return f"数开决〔{year}〕{number:04d}号"
