"""What the database itself refuses: a state without its journal entry, a journal entry out of turn, a changed journal,
a decision by whoever assessed, and an official act by someone of the body that applies, now or within the last year.

The same rules on PostgreSQL and SQLite; a migration installs them. A table that a later migration makes is guarded
from then on: what is not there yet is passed over. On SQLite a migration that alters a guarded table builds it anew,
so it must remove the guards before and install them after. What the database keeps beside a case by triggers comes and
goes with them (workflow.counting, workflow.tally).
"""

from typing import Any

from . import counting, reviewing, tally_triggers

APPEND_ONLY = ("workflow_event", "workflow_clockevent", "workflow_deadlinerevision", "conduct_record")

POSTGRESQL_GUARDS = """
CREATE OR REPLACE FUNCTION workflow_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.seq <> 0 OR NEW.head <> '' THEN
      RAISE EXCEPTION 'a case starts as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.state, NEW.seq, NEW.head) IS DISTINCT FROM (OLD.state, OLD.seq, OLD.head) AND NOT EXISTS (
    SELECT 1 FROM workflow_event e WHERE e.case_id = OLD.id AND NEW.seq = OLD.seq + 1 AND e.seq = NEW.seq
      AND e.hash = NEW.head AND e.source = OLD.state AND e.target = NEW.state) THEN
    RAISE EXCEPTION 'a case does not change without its journal entry' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workflow_case_guard BEFORE INSERT OR UPDATE ON workflow_case
  FOR EACH ROW EXECUTE FUNCTION workflow_case_guard();

CREATE OR REPLACE FUNCTION workflow_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND NEW.seq = c.seq + 1
      AND NEW.prev_hash = c.head AND NEW.source = c.state) THEN
    RAISE EXCEPTION 'a journal entry continues the one before' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.name IN ('approve', 'refuse', 'uphold', 'reverse') AND EXISTS (
    SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND c.assessor_id = NEW.actor_id) THEN
    RAISE EXCEPTION 'assessor and approver are two people' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.capacity NOT IN ('applicant', 'system') AND EXISTS (
    SELECT 1 FROM workflow_case c JOIN accounts_membership m ON m.organisation_id = c.body_id
    WHERE c.id = NEW.case_id AND m.user_id = NEW.actor_id
      AND m.since <= (NEW.at AT TIME ZONE 'Asia/Shanghai')::date
      AND (m.until IS NULL OR m.until >= (NEW.at AT TIME ZONE 'Asia/Shanghai')::date - interval '1 year')) THEN
    RAISE EXCEPTION 'nobody judges his own body' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER workflow_event_guard BEFORE INSERT ON workflow_event
  FOR EACH ROW EXECUTE FUNCTION workflow_event_guard();

CREATE OR REPLACE FUNCTION workflow_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the journal is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""

POSTGRESQL_APPEND_ONLY = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION workflow_append_only();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION workflow_append_only();
"""

POSTGRESQL_REMOVE = """
DROP TRIGGER IF EXISTS workflow_case_guard ON workflow_case;
DROP TRIGGER IF EXISTS workflow_event_guard ON workflow_event;
"""

POSTGRESQL_RELEASE = """
DROP TRIGGER IF EXISTS {table}_append_only ON {table};
DROP TRIGGER IF EXISTS {table}_no_truncate ON {table};
"""

SQLITE_GUARDS = [
    """
CREATE TRIGGER workflow_case_starts BEFORE INSERT ON workflow_case
WHEN NEW.state <> 'draft' OR NEW.seq <> 0 OR NEW.head <> ''
BEGIN SELECT RAISE(ABORT, 'a case starts as a draft'); END
""",
    """
CREATE TRIGGER workflow_case_guard BEFORE UPDATE ON workflow_case
WHEN (NEW.state IS NOT OLD.state OR NEW.seq IS NOT OLD.seq OR NEW.head IS NOT OLD.head) AND NOT EXISTS (
  SELECT 1 FROM workflow_event e WHERE e.case_id = OLD.id AND NEW.seq = OLD.seq + 1 AND e.seq = NEW.seq
    AND e.hash = NEW.head AND e.source = OLD.state AND e.target = NEW.state)
BEGIN SELECT RAISE(ABORT, 'a case does not change without its journal entry'); END
""",
    """
CREATE TRIGGER workflow_event_guard BEFORE INSERT ON workflow_event
WHEN NOT EXISTS (SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND NEW.seq = c.seq + 1
    AND NEW.prev_hash = c.head AND NEW.source = c.state)
BEGIN SELECT RAISE(ABORT, 'a journal entry continues the one before'); END
""",
    """
CREATE TRIGGER workflow_event_two_people BEFORE INSERT ON workflow_event
WHEN NEW.name IN ('approve', 'refuse', 'uphold', 'reverse') AND EXISTS (
  SELECT 1 FROM workflow_case c WHERE c.id = NEW.case_id AND c.assessor_id = NEW.actor_id)
BEGIN SELECT RAISE(ABORT, 'assessor and approver are two people'); END
""",
    # Moments are stored in UTC; the day is Shanghai's, which is always eight hours ahead.
    """
CREATE TRIGGER workflow_event_own_body BEFORE INSERT ON workflow_event
WHEN NEW.capacity NOT IN ('applicant', 'system') AND EXISTS (
  SELECT 1 FROM workflow_case c JOIN accounts_membership m ON m.organisation_id = c.body_id
  WHERE c.id = NEW.case_id AND m.user_id = NEW.actor_id AND m.since <= date(NEW.at, '+8 hours')
    AND (m.until IS NULL OR m.until >= date(NEW.at, '+8 hours', '-1 year')))
BEGIN SELECT RAISE(ABORT, 'nobody judges his own body'); END
""",
]

SQLITE_APPEND_ONLY = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""

SQLITE_NAMES = (
    "workflow_case_starts", "workflow_case_guard", "workflow_event_guard", "workflow_event_two_people",
    "workflow_event_own_body",
)  # fmt: skip
CHANGES = ("update", "delete")


def install(connection: Any) -> None:
    """Put the guards in place, on the tables that are there."""
    with connection.cursor() as cursor:
        tables = _guarded(connection, cursor)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL_GUARDS)
            statements = [POSTGRESQL_APPEND_ONLY.format(table=table) for table in tables]
        else:
            append_only = [SQLITE_APPEND_ONLY.format(table=table, verb=verb) for table in tables for verb in CHANGES]
            statements = [*SQLITE_GUARDS, *append_only]
        for statement in statements:
            cursor.execute(statement)
        counting.install(connection, cursor)
        tally_triggers.install(connection, cursor)
        reviewing.install(connection, cursor)


def remove(connection: Any) -> None:
    """Take the guards away: for a migration that alters a guarded table, and for emptying a test database."""
    with connection.cursor() as cursor:
        tables = _guarded(connection, cursor)
        if connection.vendor == "postgresql":
            statements = [POSTGRESQL_REMOVE, *(POSTGRESQL_RELEASE.format(table=table) for table in tables)]
        else:
            names = [*SQLITE_NAMES, *(f"{table}_no_{verb}" for table in tables for verb in CHANGES)]
            statements = [f"DROP TRIGGER IF EXISTS {name}" for name in names]
        for statement in statements:
            cursor.execute(statement)
        counting.remove(connection, cursor)
        tally_triggers.remove(connection, cursor)
        reviewing.remove(connection, cursor)


def _guarded(connection: Any, cursor: Any) -> list[str]:
    there = set(connection.introspection.table_names(cursor))
    return [table for table in APPEND_ONLY if table in there]
