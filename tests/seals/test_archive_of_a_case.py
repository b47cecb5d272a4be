"""The archive of a case holds what is needed, and a script that needs nothing of ours notices every change."""

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from applications.archive.pack import CHECKER, NothingToArchive, pack
from applications.models import Application
from jobs import clock
from jobs.clock import Journey
from tests.factories import Cast, case_in

from .conftest import AFTERNOON

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def archived(kept: None, media: None) -> bytes:
    with pytest.MonkeyPatch.context() as patch, clock.travel(AFTERNOON):
        patch.setattr("applications.archive.pack.render_notice", lambda facts: b"%PDF- " + facts.digest.encode())
        return pack(case_in("in_use"), AFTERNOON)


def checked(content: bytes, folder: Path) -> tuple[int, str]:
    """Exit code and words of the script, in a Python that knows nothing of this project."""
    script, archive = folder / "check_archive.py", folder / "archive.zip"
    script.write_bytes(CHECKER.read_bytes())
    archive.write_bytes(content)
    ended = subprocess.run([sys.executable, "-I", script, archive], capture_output=True, text=True, cwd=folder)
    return ended.returncode, ended.stdout


def changed(content: bytes, name: str, change: object) -> bytes:
    """The archive with one file changed, or left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            held = old.read(one)
            if one == name:
                held = change(held)  # type: ignore[operator]
            if held is not None:
                new.writestr(one, held)
    return out.getvalue()


def test_a_whole_archive_is_valid(archived: bytes, tmp_path: Path) -> None:
    assert checked(archived, tmp_path) == (0, "valid\n")
    with zipfile.ZipFile(io.BytesIO(archived)) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("manifest.json"))
    assert names - {"manifest.json", "check_archive.py"} == {one["name"] for one in manifest["files"]}
    assert all(len(one["sm3"]) == len(one["sha256"]) == 64 for one in manifest["files"])


@pytest.mark.parametrize("name", ["agreement.pdf", "agreement-text.pdf", "decision.pdf", "journal.jsonl"])
def test_a_changed_or_missing_file_is_noticed(archived: bytes, tmp_path: Path, name: str) -> None:
    assert checked(changed(archived, name, lambda held: held + b"\n"), tmp_path)[0] == 1
    assert checked(changed(archived, name, lambda held: None), tmp_path)[0] == 1


def test_a_journal_that_was_rewritten_with_its_manifest_is_noticed(archived: bytes, tmp_path: Path) -> None:
    """Whoever mends the weights of a changed file still breaks the chain."""

    def rewritten(held: bytes) -> bytes:
        return held.replace("签订".encode(), "签定".encode())

    with zipfile.ZipFile(io.BytesIO(archived)) as archive:
        journal = rewritten(archive.read("journal.jsonl"))
    assert b"\xe7\xad\xbe\xe5\xae\x9a" in journal

    def mended(held: bytes) -> bytes:
        manifest = json.loads(held)
        for one in manifest["files"]:
            if one["name"] == "journal.jsonl":
                one["sha256"], one["sm3"] = (hashlib.new(name, journal).hexdigest() for name in ("sha256", "sm3"))
                one["size"] = len(journal)
        return json.dumps(manifest).encode()

    forged = changed(changed(archived, "journal.jsonl", rewritten), "manifest.json", mended)
    code, said = checked(forged, tmp_path)
    assert code == 1 and "was altered" in said


def test_what_is_no_archive_is_not_valid(tmp_path: Path) -> None:
    assert checked(b"no ZIP", tmp_path)[0] == 1


def test_a_case_without_seals_is_not_archived(cast: Cast, now: Journey) -> None:
    with pytest.raises(NothingToArchive):
        pack(case_in("agreement"), now.moment)


def test_the_command_writes_the_archive(
    cast: Cast, now: Journey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("applications.archive.pack.render_notice", lambda facts: b"%PDF-")
    application: Application = case_in("in_use")
    call_command("export_archive", application.number, tmp_path / "case.zip")
    assert zipfile.is_zipfile(tmp_path / "case.zip")
    with pytest.raises(CommandError):
        call_command("export_archive", "SQ-1999-000001", tmp_path / "none.zip")
