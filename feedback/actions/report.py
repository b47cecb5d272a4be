"""Report an error in a data set (提交纠错)."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.timezone import localdate

from accounts.models import User
from applications.models import Dataset
from applications.numbering import matter_number
from applications.uploads import examine
from delivery.models import Snapshot

from ..door import beginning
from ..models import Correction, Matter, Problem
from ..models.correction import stored_name
from ..pace import no_more_than_a_days_share
from ..states import MatterKind


def report(
    *, dataset: Dataset, actor: User, problem: Problem, wrong: str, fields: Sequence[str] = (), rows: str = "",
    right: str = "", file: UploadedFile | None = None, now: datetime,
) -> Matter:  # fmt: skip
    """The numbered matter, its five working days begun. Raises UploadRefused (applications.uploads), TooMany.

    The file is examined and written before the transaction, which then only adds rows.
    """
    no_more_than_a_days_share(actor, now)
    said = Correction(problem=problem, fields=list(fields), rows=rows, wrong=wrong, right=right)
    if file is not None:
        _keep(said, file)
    said.snapshot = Snapshot.objects.filter(dataset=dataset).order_by("-number").first()
    try:
        return _enter(said, dataset, actor, now)
    except BaseException:
        if said.file:
            default_storage.delete(str(said.file.name))
        raise


def _keep(said: Correction, file: UploadedFile) -> None:
    examined = examine(file, file.name or "", file.size or 0)
    said.name, said.size, said.sha256 = examined.name, examined.size, examined.sha256
    said.content_type = examined.kind.content_type
    said.file.name = default_storage.save(stored_name(said, examined.name), ContentFile(examined.content))


def _enter(said: Correction, dataset: Dataset, actor: User, now: datetime) -> Matter:
    matter = Matter(
        kind=MatterKind.CORRECTION, title=dataset.title, author=actor, department=dataset.provider, dataset=dataset
    )
    with beginning(matter, "report", lambda: matter_number(localdate(now).year, "correction", "JC"), now=now) as step:
        said.matter = matter
        said.save(force_insert=True)
        step.record = {"problem": said.problem, "fields": said.fields, "sha256": said.sha256}
    return matter
