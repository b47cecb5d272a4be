"""What delivery keeps: grants, where data come from, snapshots of them, and the copies that were handed over."""

from .copy import Canary, Copy, CopyStatus, Format, Transfer, Way
from .grant import Grant, GrantQuerySet, GrantStatus
from .halt import Halt
from .key import ApiKey, Usage
from .report import ReportStatus, UseReport
from .sandbox import SandboxPlace, SandboxStatus
from .snapshot import Snapshot
from .source import Source, SourceKind

__all__ = [
    "ApiKey",
    "Canary",
    "Copy",
    "CopyStatus",
    "Format",
    "Grant",
    "GrantQuerySet",
    "GrantStatus",
    "Halt",
    "ReportStatus",
    "SandboxPlace",
    "SandboxStatus",
    "Snapshot",
    "Source",
    "SourceKind",
    "Transfer",
    "Usage",
    "UseReport",
    "Way",
]
