"""A backup that can be taken while people work: first the database, at one moment, then the documents.

A document is always written before the row that names it and never changed afterwards, so the later copy of the
documents holds everything that the earlier copy of the database speaks of.
"""

import json
import shutil
import sqlite3
import tarfile
from contextlib import closing
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils import timezone

from .process import postgresql

MANIFEST, DOCUMENTS = "manifest.json", "media.tar"
FILE_OF = {"sqlite": "wuri.sqlite3", "postgresql": "wuri.dump"}


class BackupRefused(Exception):
    """A backup cannot be made or restored there; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """What is in a backup: the kind of database, when it was taken, and the digest (SHA-256) of each file."""

    database: str
    taken_at: str
    files: dict[str, str]


def back_up(folder: Path, media: Path) -> Manifest:
    """Write a backup into a new folder; the manifest comes last, so a folder without one is no backup."""
    folder.mkdir(parents=True, mode=0o700)
    at, kind = timezone.now().isoformat(timespec="seconds"), connection.vendor
    copy_database(folder / FILE_OF[kind])
    with tarfile.open(folder / DOCUMENTS, "w") as archive:
        if media.exists():
            archive.add(media, arcname="media")
    files = {name: digest(folder / name) for name in (FILE_OF[kind], DOCUMENTS)}
    manifest = Manifest(kind, at, files)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2))
    return manifest


def copy_database(file: Path) -> None:
    """The database as it is at one moment, while others write."""
    settings = connection.settings_dict
    if connection.vendor == "postgresql":
        postgresql("pg_dump", "--format=custom", f"--file={file}", database=settings)
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as copy:
        # In one step: in several, SQLite would begin again after every write of somebody else.
        connection.connection.backup(copy, pages=-1)
    file.chmod(0o600)


def read(folder: Path) -> Manifest:
    """The manifest of a whole and unchanged backup. Raises BackupRefused."""
    try:
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise BackupRefused(f"{folder}: {error}") from error
    for name, wanted in manifest.files.items():
        if not (folder / name).is_file() or digest(folder / name) != wanted:
            raise BackupRefused(f"{folder / name}: not the file that was backed up")
    return manifest


def restore(folder: Path, media: Path) -> Manifest:
    """Put a backup into the present, empty database and the empty folder of documents. Raises BackupRefused."""
    manifest = read(folder)
    if manifest.database != connection.vendor:
        raise BackupRefused(f"a backup of {manifest.database} cannot be restored into {connection.vendor}")
    if connection.introspection.table_names():
        raise BackupRefused("the database is not empty")
    if media.exists() and any(media.iterdir()):
        raise BackupRefused(f"{media} is not empty")
    put_database(folder / FILE_OF[manifest.database], connection.settings_dict)
    with tarfile.open(folder / DOCUMENTS) as archive:
        if archive.getnames():
            media.parent.mkdir(parents=True, exist_ok=True)
            _unpack(archive, media)
    return manifest


def put_database(file: Path, settings: dict[str, Any]) -> None:
    """The file becomes the present database."""
    connection.close()
    if connection.vendor == "postgresql":
        words = ("--exit-on-error", "--no-owner", "--no-privileges", f"--dbname={settings['NAME']}", str(file))
        postgresql("pg_restore", *words, database=settings)
        return
    place = Path(str(settings["NAME"]))
    for rest in ("-wal", "-shm"):
        place.with_name(place.name + rest).unlink(missing_ok=True)
    shutil.copyfile(file, place)
    place.chmod(0o600)


def _unpack(archive: tarfile.TarFile, media: Path) -> None:
    beside = media.with_name(f"{media.name}.restoring")
    # Python 3.11.2, which Debian 12 has, knows no filters yet; a backup holds nothing but files and folders.
    members = archive.getmembers()
    if any(not (one.isreg() or one.isdir()) or ".." in one.name or one.name.startswith("/") for one in members):
        raise BackupRefused(f"{DOCUMENTS}: holds what no backup has")
    known: dict[str, Any] = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
    archive.extractall(beside, members, **known)
    if media.exists():
        media.rmdir()
    (beside / "media").replace(media)
    beside.rmdir()


def digest(file: Path) -> str:
    """SHA-256."""
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()
