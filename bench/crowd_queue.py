"""A million cases for the measure of the queue, written by statements over whole tables: no action is run for them.

Department 1 has a queue of `open_cases` and is asked for opinions by others; as many open cases again, and all that
has ended or is in use, are shared by all departments. Journals hold the first entry only, without its chain.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection

from accounts.credit_code import check_character
from accounts.models import Membership, Organisation, OrganisationKind, User
from accounts.roles import Role
from calendars.store import current_index
from tests.factories import a_dataset
from workflow import counting, tally_triggers
from workflow.models import ServiceStandard

TODAY = date(2026, 9, 28)
DEPARTMENTS, BODIES, PEOPLE, HANDLERS, DATASETS = 20, 2000, 500, 30, 10
SINCE = date(2020, 1, 1)
# Every hundred of open cases: how many are in each state.
MIX = {
    "submitted": 30, "supplement": 10, "assessing": 24, "consulting": 4, "deciding": 16, "agreement": 6,
    "sealing": 4, "delivering": 5, "suspended": 1,
}  # fmt: skip
OPEN = [state for state, share in MIX.items() for _ in range(share)]
BEHIND = [*["closed"] * 70, *["refused"] * 10, *["withdrawn"] * 5, *["in_use"] * 15]

CASES = """
INSERT INTO workflow_case (id, state, seq, head, since, received_at, number, applicant_id, body_id, provider_id,
  handler_id, asked_from, standards, created_at, risk)
SELECT n, state, 1, '', at + interval '1 hour', at, 'SQ-2026-' || lpad(n::text, 7, '0'),
  CASE WHEN n %% 10 = 0 THEN (%(people)s::bigint[])[1 + n %% {people}] ELSE (%(people)s::bigint[])[1] END,
  CASE WHEN n %% 10 = 0 THEN NULL ELSE (%(bodies)s::bigint[])[1 + n * 7 %% {bodies}] END,
  (%(departments)s::bigint[])[department],
  CASE WHEN n %% 4 = 0 THEN NULL ELSE (%(handlers)s::bigint[])[1 + (department - 1) * {handlers} + n %% {handlers}] END,
  '', '{{}}', at, CASE WHEN state NOT IN ('submitted', 'supplement')
    THEN (ARRAY['low', 'medium', 'high'])[1 + n %% 3] END
FROM (
  SELECT n, department, CASE WHEN n <= %(open)s THEN (%(open_states)s::text[])[1 + n * 37 %% 100]
    ELSE (%(behind_states)s::text[])[1 + n * 37 %% 100] END AS state,
    (CASE WHEN n <= %(open)s THEN timestamptz '2026-09-28 09:00+08' - (n * 7919 %% 12) * interval '1 day'
      ELSE timestamptz '2026-09-01 09:00+08' - (n * 7919 %% 900) * interval '1 day' END)
      - (n %% 500) * interval '1 minute' AS at
  FROM (SELECT n, CASE WHEN n <= %(queue)s THEN 1 ELSE 1 + n %% {departments} END AS department
    FROM generate_series(1::bigint, %(all)s) AS n) AS numbered
) AS made
"""

APPLICATIONS = """
INSERT INTO applications_application (case_id, dataset_id, applicant_kind, purpose, use_case, benefit, recipients,
  requested_fields, delivery_mode, term_months, security_measures, contact_name, contact_phone, contact_address,
  undertaking, revision, created_at, updated_at)
SELECT id, (%(datasets)s::bigint[])[1 + id %% {datasets}], CASE WHEN body_id IS NULL THEN 'natural_person'
  ELSE 'legal_person' END, '公交出行研究', repeat('研究说明。', 40), '', '', '["stop_id"]', 'download', 12,
  repeat('保护措施。', 40), '', '', '', true, 1, created_at, created_at
FROM workflow_case
"""

DEADLINES = """
INSERT INTO workflow_deadline (case_id, clock, standard_id, round, received_on, budget, extension, mode, amber_at,
  calendar_version, status, due_on, firm, alarm_from, days_left, pauses, finished_on)
SELECT id, clock, standards.key, 1, day.received_on, 5, 0, 'suspend', 2, %(calendar)s,
  CASE WHEN state = 'supplement' THEN 'paused' WHEN id > %(open)s THEN 'met' ELSE 'running' END,
  CASE WHEN state <> 'supplement' THEN day.due_on END, true, CASE WHEN state <> 'supplement' THEN day.due_on END,
  CASE WHEN state = 'supplement' THEN 1 + id %% 5 END,
  CASE WHEN state = 'supplement' THEN jsonb_build_array(jsonb_build_array(day.received_on, NULL, 'request_supplement'))
    ELSE '[]' END, CASE WHEN id > %(open)s THEN day.due_on END
FROM (SELECT id, state, received_at, CASE state WHEN 'agreement' THEN 'signing' WHEN 'sealing' THEN 'sealing'
  WHEN 'delivering' THEN 'delivery' ELSE 'valid_reply' END AS clock
  FROM workflow_case WHERE state <> 'suspended') AS one
JOIN day ON day.received_on = (one.received_at AT TIME ZONE 'Asia/Shanghai')::date
JOIN standards USING (clock)
"""

EVENTS = """
INSERT INTO workflow_event (case_id, seq, at, capacity, kind, name, source, target, facts, prev_hash, hash)
SELECT id, 1, received_at, 'applicant', 'move', 'submit', 'draft', 'submitted', '{}', '', '' FROM workflow_case
"""

QUESTIONS = """
INSERT INTO workflow_consultation (case_id, department_id, asked_seq, question, asked_at, opinion, agrees, answered_at)
SELECT id, (%(departments)s::bigint[])[1 + id / 7 %% {departments}], 1, '', received_at, '同意', true,
  CASE WHEN state <> 'consulting' THEN received_at END
FROM workflow_case
WHERE (state = 'consulting' OR id %% 40 = 0) AND provider_id <> (%(departments)s::bigint[])[1 + id / 7 %% {departments}]
"""


def whose_queue() -> User:
    """The handler of department 1."""
    return User.objects.get(email__startswith="h0.", memberships__organisation__name="第0局")


def a_crowd(*, queue: int, cases: int) -> None:
    """Fill an empty, migrated PostgreSQL."""
    departments = [_body(n, OrganisationKind.DEPARTMENT) for n in range(DEPARTMENTS)]
    handlers = [_officer(body, n) for body in departments for n in range(HANDLERS)]
    datasets = [a_dataset(body, code=f"BENCH-{body.pk}-{n}") for body in departments for n in range(DATASETS)]
    people = User.objects.bulk_create(User(email=f"p{n}@bench.example", name=f"第{n}人") for n in range(PEOPLE))
    bodies = Organisation.objects.bulk_create(_company(n) for n in range(BODIES))
    facts = {
        "departments": _keys(departments), "handlers": _keys(handlers), "datasets": _keys(datasets),
        "people": _keys(people), "bodies": _keys(bodies), "queue": queue, "open": 2 * queue, "all": cases,
        "open_states": OPEN, "behind_states": BEHIND, "calendar": current_index().version,
    }  # fmt: skip
    sizes = {
        "departments": DEPARTMENTS, "handlers": HANDLERS, "datasets": len(datasets), "people": PEOPLE,
        "bodies": BODIES,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        _days(cursor)
        cursor.execute(CASES.format(**sizes), facts)
        cursor.execute(APPLICATIONS.format(**sizes), facts)
        cursor.execute(DEADLINES, facts)
        cursor.execute(EVENTS)
        cursor.execute(QUESTIONS.format(**sizes), facts)
        counting.take_up_all(cursor)
        tally_triggers.take_up_all(cursor)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM FULL workflow_case")
        cursor.execute("VACUUM ANALYZE")


def _days(cursor: Any) -> None:
    """The due day of each day of receipt, and the standard of each clock, as tables to join; read before the copying
    begins, during which the connection answers nothing else."""
    days = list(_due_days())
    standards = dict(ServiceStandard.objects.order_by("valid_from").values_list("clock", "pk"))
    cursor.execute("CREATE TEMPORARY TABLE day (received_on date, due_on date)")
    with cursor.copy("COPY day FROM STDIN") as lines:
        for row in days:
            lines.write_row(row)
    cursor.execute("CREATE TEMPORARY TABLE standards (clock text, key bigint)")
    with cursor.copy("COPY standards FROM STDIN") as lines:
        for row in standards.items():
            lines.write_row(row)


def _due_days() -> Iterator[tuple[date, date]]:
    index = current_index()
    for n in range(1000):
        day = TODAY - timedelta(days=n)
        yield day, index.due_after(day, 5).on or day


def _body(n: int, kind: OrganisationKind) -> Organisation:
    return Organisation.objects.create(kind=kind, name=f"第{n}局")


def _company(n: int) -> Organisation:
    code = f"91310000MA1G{n:05d}"
    name = f"第{n}数据有限公司"
    return Organisation(kind=OrganisationKind.LEGAL_PERSON, name=name, credit_code=code + check_character(code))


def _officer(body: Organisation, n: int) -> User:
    user = User.objects.create(email=f"h{n}.{body.pk}@bench.example", name=f"承办{n}")
    Membership.objects.create(user=user, organisation=body, role=Role.HANDLER, since=SINCE)
    return user


def _keys(records: Any) -> list[int]:
    return [record.pk for record in records]
