"""The words of a message: templates/notifications/<entry>.txt, first line the subject, the rest the body."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import get_template
from django.utils.translation import override

from workflow.door import Change


@dataclass(frozen=True)
class Wording:
    subject: str
    body: str


def template_of(name: str, audience: str) -> str:
    """The template of an entry for an audience: the applicant is addressed in his own words."""
    side = "applicant" if audience == "applicant" else "office"
    return f"notifications/{name}.{side}.txt"


def word(change: Change, audience: str, context: dict[str, Any]) -> Wording:
    """Render one message; the official language is Chinese whatever language the actor's page has."""
    with override("zh-hans"):
        text = get_template(template_of(change.event.name, audience)).render(
            {"case": change.case, "event": change.event, "facts": change.event.facts, "actor": change.actor, **context}
        )
    subject, _, body = text.strip().partition("\n")
    return Wording(subject.strip(), body.strip() + "\n")
