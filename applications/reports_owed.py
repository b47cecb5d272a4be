"""Does an application owe a report on use, or a statement of what became of the data, whose day has passed? Read from
its journal, which is all that renewal has to know of them; the packages above have the reports and statements."""

from workflow.models import Event


def owes_report(case_id: int) -> bool:
    """Whether a report was noted as overdue and not handed in since. One query."""
    return _owes(case_id, "report_overdue", "submit_report")


def owes_statement(case_id: int) -> bool:
    """Whether the statement was noted as overdue and not handed in since. One query."""
    return _owes(case_id, "statement_overdue", "submit_statement")


def _owes(case_id: int, overdue: str, handed_in: str) -> bool:
    entries = Event.objects.filter(case=case_id, name__in=(overdue, handed_in)).order_by("seq")
    owed: set[object] = set()
    for name, facts in entries.values_list("name", "facts"):
        (owed.add if name == overdue else owed.discard)(facts.get("number"))
    return bool(owed)
