"""Numbers of applications, decisions and agreements."""

from django.db import connection

# One statement on both databases; the row stays locked until the transaction ends, so a rollback leaves no gap.
NEXT = """
INSERT INTO applications_counter (series, year, value) VALUES (%s, %s, 1)
ON CONFLICT (series, year) DO UPDATE SET value = applications_counter.value + 1
RETURNING value
"""


def next_number(series: str, year: int) -> int:
    """The next number of a series in a year, beginning with 1."""
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [series, year])
        [value] = cursor.fetchone()
    return int(value)


def application_number(year: int) -> str:
    """Such as SQ-2026-000173."""
    return f"SQ-{year}-{next_number('application', year):06d}"


def agreement_number(year: int) -> str:
    """Such as 数协〔2026〕0001号."""
    return f"数协〔{year}〕{next_number('agreement', year):04d}号"


def decision_number(year: int) -> str:
    """Such as 数开决〔2026〕0001号."""
    return f"数开决〔{year}〕{next_number('decision', year):04d}号"
