"""The archive of a case: agreement.pdf (sealed), agreement-text.pdf (what was read and signed), decision.pdf,
journal.jsonl (each line an entry's canonical form and its digest), manifest.json (SHA-256 and SM3 of every file) and
check_archive.py, which checks all of it with Python alone.
"""

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes
from django.db.models.fields.files import FieldFile
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from workflow.journal import canonical
from workflow.models import Event
from workflow.refusals import Refused

from ..documents.engine import render_notice
from ..models import Agreement, Application
from ..notices import notice_of
from ..papers import papers_of

SCHEMA = "wuri/archive/1"
CHECKER = Path(__file__).with_name("check_archive.py")


class NothingToArchive(Refused):
    """The agreement of the case is not sealed yet, or the case has none."""

    message = _("该件的协议尚未加盖双方印章，不能归档。")
    code = "nothing_to_archive"


def pack(application: Application, now: datetime) -> bytes:
    """The ZIP. Slow, for the decision is typeset: call outside any transaction. Raises Refused."""
    agreement = Agreement.objects.filter(application=application).exclude(sealed_file="").first()
    if agreement is None:
        raise NothingToArchive
    journal, head = _journal(application)
    files = {
        "agreement.pdf": _content(agreement.sealed_file),
        "agreement-text.pdf": _content(agreement.file),
        "decision.pdf": render_notice(notice_of(application, papers_of(application)["decision"])),
        "journal.jsonl": journal,
    }
    manifest = {
        "schema": SCHEMA,
        "application": application.number,
        "agreement": agreement.number,
        "case": application.case_id,
        "state": application.case.state,
        "made_at": localtime(now).isoformat(timespec="seconds"),
        "journal_head": head,
        "files": [_weighed(name, content) for name, content in files.items()],
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=2).encode()
    return _zipped({**files, "manifest.json": told, CHECKER.name: CHECKER.read_bytes()}, now)


def _journal(application: Application) -> tuple[bytes, str]:
    entries = list(Event.objects.filter(case=application.case_id).order_by("seq"))
    lines = [json.dumps({"entry": canonical(one).decode(), "hash": one.hash}, ensure_ascii=False) for one in entries]
    return "".join(f"{line}\n" for line in lines).encode(), entries[-1].hash if entries else ""


def _content(file: FieldFile) -> bytes:
    with file.open("rb") as opened:
        return bytes(opened.read())


def _weighed(name: str, content: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "size": len(content),
        "sha256": _digest(hashes.SHA256(), content),
        "sm3": _digest(hashes.SM3(), content),
    }


def _digest(algorithm: hashes.HashAlgorithm, content: bytes) -> str:
    weighing = hashes.Hash(algorithm)
    weighing.update(content)
    return weighing.finalize().hex()


def _zipped(files: dict[str, bytes], now: datetime) -> bytes:
    out, made = io.BytesIO(), localtime(now)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
