"""A sandbox in a folder of this machine: `open/<reference>/` while it may be entered, `closed/<reference>/` otherwise.

What lets people in (an SFTP server, a notebook server) shows them the folders under `open` and nothing else, and asks
`manage.py sandbox_account` whether an account and its secret are good. A folder that is moved away is out of reach at
once, whoever holds it open by its name; one that was removed leaves a mark in `gone`, so that a late word about it
changes nothing.
"""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .order import SandboxOrder, SandboxUnavailable

OPEN, CLOSED, GONE = "open", "closed", "gone"
ACCOUNT, MANIFEST, DATA = "account.json", "manifest.json", "data"


@dataclass(frozen=True)
class LocalSandbox:
    """`root` is settings.WURI_SANDBOX_FOLDER, which only the user that Wuri runs as can read."""

    root: Path

    def reserve(self, order: SandboxOrder) -> str:
        try:
            if not self._is_gone(order) and self._found(order) is None:
                self._under(CLOSED, order).mkdir(parents=True, mode=0o700)
        except OSError as problem:
            raise SandboxUnavailable(str(problem)) from problem
        return str(self._under(OPEN, order))

    def put(self, order: SandboxOrder, file: Path, name: str, manifest: dict[str, Any]) -> None:
        folder = self._found(order)
        if folder is None:
            return
        try:
            with tempfile.TemporaryDirectory(dir=folder) as making:
                shutil.copyfile(file, Path(making, name))
                text = json.dumps(manifest, ensure_ascii=False, indent=2)
                Path(making, MANIFEST).write_text(text + "\n", encoding="utf-8")
                self._exchange(Path(making), folder / DATA)
        except OSError as problem:
            raise SandboxUnavailable(str(problem)) from problem

    def admit(self, order: SandboxOrder) -> None:
        folder = self._found(order)
        if folder is None or self._heard(folder) > order.revision:
            return
        wanted = self._under(OPEN if order.is_open else CLOSED, order)
        try:
            if folder != wanted and not order.is_open:
                folder = _moved(folder, wanted)
            self._write_account(folder, order)
            if folder != wanted:
                _moved(folder, wanted)
        except OSError as problem:
            raise SandboxUnavailable(str(problem)) from problem

    def remove(self, order: SandboxOrder) -> None:
        try:
            mark = self._under(GONE, order)
            mark.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            mark.touch()
            for state in (OPEN, CLOSED):
                if (folder := self._under(state, order)).is_dir():
                    shutil.rmtree(folder)
        except OSError as problem:
            raise SandboxUnavailable(str(problem)) from problem

    def _under(self, state: str, order: SandboxOrder) -> Path:
        return self.root / state / order.reference

    def _found(self, order: SandboxOrder) -> Path | None:
        folders = (self._under(state, order) for state in (OPEN, CLOSED))
        return next((folder for folder in folders if folder.is_dir()), None)

    def _is_gone(self, order: SandboxOrder) -> bool:
        return self._under(GONE, order).exists()

    def _heard(self, folder: Path) -> int:
        try:
            return int(json.loads((folder / ACCOUNT).read_text(encoding="utf-8"))["revision"])
        except FileNotFoundError:
            return -1

    def _write_account(self, folder: Path, order: SandboxOrder) -> None:
        """Whole or not at all, and for nobody else to read."""
        said = {
            "account": order.account, "secret_sha256": order.secret_sha256, "recipient": order.recipient,
            "agreement": order.agreement, "ends_at": order.ends_at.isoformat(), "revision": order.revision,
        }  # fmt: skip
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(said, file, ensure_ascii=False)
        Path(name).replace(folder / ACCOUNT)

    def _exchange(self, made: Path, wanted: Path) -> None:
        """What was there before goes; the folder for making stays, emptied, for its owner to clear away."""
        if wanted.exists():
            shutil.rmtree(wanted)
        wanted.mkdir(mode=0o700)
        for path in made.iterdir():
            path.rename(wanted / path.name)


def _moved(folder: Path, wanted: Path) -> Path:
    wanted.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.rename(wanted)
