"""Does an application owe a report on use whose day has passed? Read from its journal, which is all that renewal has to
know of reports; delivery has the reports themselves."""

from workflow.models import Event


def owes_report(case_id: int) -> bool:
    """Whether a report was noted as overdue and not handed in since. One query."""
    entries = Event.objects.filter(case=case_id, name__in=("report_overdue", "submit_report")).order_by("seq")
    owed: set[object] = set()
    for name, facts in entries.values_list("name", "facts"):
        (owed.add if name == "report_overdue" else owed.discard)(facts.get("number"))
    return bool(owed)
