"""What the database refuses of a review: that whoever made the decision judges it himself (workflow.triggers)."""

from typing import Any

POSTGRESQL = """
CREATE OR REPLACE FUNCTION workflow_review_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name IN ('uphold', 'reverse') AND EXISTS (
    SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND c.decider_id = NEW.actor_id) THEN
    RAISE EXCEPTION 'a review goes to another person' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workflow_review_guard BEFORE INSERT ON workflow_event
  FOR EACH ROW EXECUTE FUNCTION workflow_review_guard();
"""

SQLITE = """
CREATE TRIGGER workflow_review_guard BEFORE INSERT ON workflow_event
WHEN NEW.name IN ('uphold', 'reverse') AND EXISTS (
  SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND c.decider_id = NEW.actor_id)
BEGIN SELECT RAISE(ABORT, 'a review goes to another person'); END
"""


def install(connection: Any, cursor: Any) -> None:
    """Once the column is there: migrations before it install the other guards alone."""
    columns = connection.introspection.get_table_description(cursor, "workflow_case")
    if "decider_id" in {column.name for column in columns}:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)


def remove(connection: Any, cursor: Any) -> None:
    """For a migration that alters either table on SQLite."""
    table = " ON workflow_event" if connection.vendor == "postgresql" else ""
    cursor.execute(f"DROP TRIGGER IF EXISTS workflow_review_guard{table}")
