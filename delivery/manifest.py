"""The manifest of a download: who received what, when and under which agreement, and what was taken out of it; a file
beside the data."""

import json
from typing import Any

from django.utils.timezone import localtime

from applications.masking import METHODS
from applications.models import Application

from .downloads import Download


def manifest(application: Application, download: Download) -> dict[str, Any]:
    """From the journal entry of the download, so that it says the same at any later time."""
    facts, case = download.facts, application.case
    titles = {field.name: field.title for field in application.dataset.fields.all()}

    def columns(names: list[str]) -> list[dict[str, str]]:
        return [{"name": name, "title": titles.get(name, name)} for name in names]

    return {
        "recipient": application.applicant_name,
        "collected_by": download.by,
        "collected_at": localtime(download.at).isoformat(timespec="seconds"),
        "application": application.number,
        "agreement": facts["agreement"],
        "journal_entry": {"seq": download.seq},
        "dataset": {
            "code": facts["dataset"],
            "title": application.dataset.title,
            "provider": case.provider.name,
        },
        "file": {key: facts[key] for key in ("name", "rows", "size", "sha256")}
        | {"format": facts.get("format", "csv")},
        "snapshot": facts.get("snapshot"),
        "marking_rows": facts.get("marked", 0),
        "fields": columns(facts["fields"]),
        "fields_left_out": columns(facts["left_out"]),
        "fields_processed": [
            one | {"method": str(METHODS[facts["methods"][one["name"]]])}
            for one in columns(list(facts.get("methods", {})))
        ],
    }


def as_json(content: dict[str, Any]) -> str:
    """Readable by people, too."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
