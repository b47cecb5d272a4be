"""What the database writes into the tally (workflow.tally) whenever a case changes its state or clock.

Only a change can bring a case into it or out of it: it starts as a draft (workflow.triggers), and one that was handed
in is kept for ever by its journal.
"""

from typing import Any

TABLE = "workflow_casetally"
NAME = "workflow_case_tally"
KEYS = ("provider_id", "state", "counting_due_on", "counting_alarm_from", "counting_amber_at")
COLUMNS = ", ".join(KEYS)
# A case is tallied once it has its number.
WATCHED = ("number", *KEYS)

WRITE = f"""
INSERT INTO {TABLE} ({COLUMNS}, n)
  SELECT {", ".join(f"OLD.{name}" for name in KEYS)}, -1 WHERE OLD.number IS NOT NULL
  UNION ALL SELECT {", ".join(f"NEW.{name}" for name in KEYS)}, 1 WHERE NEW.number IS NOT NULL
"""

POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  {WRITE};
  RETURN NULL;
END $$;
CREATE TRIGGER {NAME} AFTER UPDATE ON workflow_case FOR EACH ROW
  WHEN (({", ".join(f"OLD.{name}" for name in WATCHED)}) IS DISTINCT FROM
    ({", ".join(f"NEW.{name}" for name in WATCHED)}))
  EXECUTE FUNCTION {NAME}();
"""

SQLITE = f"""
CREATE TRIGGER {NAME} AFTER UPDATE ON workflow_case
WHEN {" OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in WATCHED)}
BEGIN {WRITE}; END
"""

TAKE_UP = f"""
INSERT INTO {TABLE} ({COLUMNS}, n)
  SELECT {COLUMNS}, COUNT(*) FROM workflow_case WHERE number IS NOT NULL GROUP BY {COLUMNS}
"""


def install(connection: Any, cursor: Any) -> None:
    """Once the table is there."""
    if TABLE in connection.introspection.table_names(cursor):
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def remove(connection: Any, cursor: Any) -> None:
    """For a migration that alters the table of the cases on SQLite."""
    cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}{' ON workflow_case' if connection.vendor == 'postgresql' else ''}")


def take_up_all(cursor: Any) -> None:
    """Fill the empty table from the cases that are there."""
    cursor.execute(TAKE_UP)
