"""Which clock counts for the office: the columns `counting_...` of a case, which the database keeps itself.

Of the clocks that can be open at once, the applicant's time for a supplement is not the office's: beside it the reply
stands still. All others follow one another, so at most one counts. Whoever writes a deadline, the case takes it up in
the same statement; no code has to remember it, and a queue is read from one index (workflow.models.Case).
"""

from typing import Any

COLUMNS = {
    "counting_clock": "clock",
    "counting_status": "status",
    "counting_due_on": "due_on",
    "counting_alarm_from": "alarm_from",
    "counting_amber_at": "amber_at",
    "counting_left": "days_left",
}
WATCHED = ("status", "due_on", "alarm_from", "amber_at", "days_left")

TAKE_UP = f"""
UPDATE workflow_case SET ({", ".join(COLUMNS)}) = (
  SELECT {", ".join(COLUMNS.values())} FROM workflow_deadline
  WHERE case_id = {{case}} AND status IN ('running', 'paused') AND clock <> 'supplement' ORDER BY id LIMIT 1)
WHERE id = {{case}}
"""

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION workflow_case_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {TAKE_UP.format(case="NEW.case_id")};
  RETURN NULL;
END $$;
CREATE TRIGGER workflow_case_counts_new AFTER INSERT ON workflow_deadline
  FOR EACH ROW EXECUTE FUNCTION workflow_case_counts();
CREATE TRIGGER workflow_case_counts_changed AFTER UPDATE ON workflow_deadline
  FOR EACH ROW WHEN (({", ".join(f"OLD.{name}" for name in WATCHED)}) IS DISTINCT FROM
    ({", ".join(f"NEW.{name}" for name in WATCHED)}))
  EXECUTE FUNCTION workflow_case_counts();
"""

SQLITE = [
    f"""
CREATE TRIGGER workflow_case_counts_new AFTER INSERT ON workflow_deadline
BEGIN {TAKE_UP.format(case="NEW.case_id")}; END
""",
    f"""
CREATE TRIGGER workflow_case_counts_changed AFTER UPDATE ON workflow_deadline
WHEN {" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in WATCHED)}
BEGIN {TAKE_UP.format(case="NEW.case_id")}; END
""",
]

NAMES = ("workflow_case_counts_new", "workflow_case_counts_changed")


def install(connection: Any, cursor: Any) -> None:
    """Once the columns are there: migrations before them install the guards alone."""
    if not _has_columns(connection, cursor):
        return
    for statement in [POSTGRESQL] if connection.vendor == "postgresql" else SQLITE:
        cursor.execute(statement)


def remove(connection: Any, cursor: Any) -> None:
    """For a migration that alters either table on SQLite."""
    for name in NAMES:
        table = " ON workflow_deadline" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")


def take_up_all(cursor: Any) -> None:
    """Of every case, for those that were there before."""
    cursor.execute(TAKE_UP.format(case="workflow_case.id"))


def _has_columns(connection: Any, cursor: Any) -> bool:
    there = {column.name for column in connection.introspection.get_table_description(cursor, "workflow_case")}
    return there.issuperset(COLUMNS)
