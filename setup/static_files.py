"""Are the static files collected? Gathered, named by content and compressed, when one changed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# The work list's own front end, 49 MB that no page of ours uses.
NOT_SERVED = ["viewflow"]


def source_lines() -> Iterator[str]:
    """One line for each file the finders know: name, size in bytes, time of change in nanoseconds."""
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            state = Path(storage.path(path)).stat()
            yield f"{getattr(storage, 'prefix', '')}/{path} {state.st_size} {state.st_mtime_ns}"


def fingerprint() -> str:
    """What the collected files depend on, as one SHA-256 in hexadecimal."""
    return hashlib.sha256("\n".join(sorted(source_lines())).encode()).hexdigest()


def collect_static_files() -> bool:
    """Collect when needed; True when it was. The mark is written last, so a killed set-up collects again."""
    root = Path(settings.STATIC_ROOT)
    mark = root.with_name(f"{root.name}.collected")
    wanted = fingerprint()
    if root.is_dir() and mark.exists() and mark.read_text() == wanted:
        return False
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=NOT_SERVED)
    mark.write_text(wanted)
    return True
