"""What has become of each case, so that two installations that were asked the same can be held against each other."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from tests.chaos.installation import Installation

# Without keys and moments: of each case its entries, its limits, its open work, and who was told of what.
QUERIES = (
    "SELECT case_id, seq, name, source, target, actor_id, capacity FROM workflow_event ORDER BY 1, 2",
    "SELECT case_id, clock, round, status, due_on, budget, finished_on FROM workflow_deadline ORDER BY 1, 2, 3",
    "SELECT case_id, seq, kind, recipient_id, subject <> '', mail FROM notifications_message ORDER BY 1, 2, 4",
    "SELECT p.artifact_object_id, t.flow_task, t.status FROM viewflow_task t "
    "JOIN viewflow_process p ON p.id = t.process_id ORDER BY 1, t.id",
)


def outcome(house: Installation, keys: Sequence[int]) -> list[list[tuple[Any, ...]]]:
    """For each case, in the order of the drafts."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for query in QUERIES:
        for case, *row in house.rows(query):
            found[case].append(tuple(map(str, row)))
    return [found[key] for key in keys]
