"""What an import would do: which data sets are new, which change and how, and what stands against it."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import Dataset
from .compare import Difference, differences
from .entries import Entry, read_entries
from .obstacles import obstacles
from .problems import Problem, in_order
from .providers import Providers
from .remarks import remarks
from .sheets import Book


@dataclass(frozen=True)
class Change:
    """A data set that the catalogue has and the file describes differently."""

    entry: Entry
    dataset: Dataset
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Plan:
    """What would be done. With `problems` nothing is done; `others` counts data sets the file does not name."""

    form: str
    lines: int
    created: tuple[Entry, ...]
    changed: tuple[Change, ...]
    unchanged: tuple[Entry, ...]
    others: int
    departments: tuple[str, ...]
    problems: tuple[Problem, ...]
    remarks: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        return not self.problems


def make_plan(book: Book, *, create_departments: bool = False) -> Plan:
    """Compare a file with the catalogue; writes nothing. Raises UnreadableFile. Seven queries at most."""
    read = read_entries(book)
    providers = Providers.read()
    known = _known()
    problems = [*read.problems, *providers.problems(read.entries, create_departments)]
    changes, unchanged, created = _sorted(read.entries, known)
    problems += obstacles(read.entries, known)
    return Plan(
        form=book.form,
        lines=read.lines,
        created=created,
        changed=changes,
        unchanged=unchanged,
        others=len(known.keys() - {entry.code for entry in read.entries}),
        departments=providers.missing(read.entries) if create_departments else (),
        problems=in_order(problems),
        remarks=in_order(remarks(read.entries, known)),
    )


def _known() -> dict[str, Dataset]:
    """The whole catalogue by code: a file mostly names all of it, and it is a few thousand rows."""
    datasets = Dataset.objects.select_related("provider").prefetch_related("fields", "tags")
    return {dataset.code: dataset for dataset in datasets}


def _sorted(
    entries: Iterable[Entry], known: dict[str, Dataset]
) -> tuple[tuple[Change, ...], tuple[Entry, ...], tuple[Entry, ...]]:
    """Entries that change something, that change nothing, that are new."""
    changes, unchanged, created = [], [], []
    for entry in entries:
        dataset = known.get(entry.code)
        if dataset is None:
            created.append(entry)
        elif found := differences(entry, dataset):
            changes.append(Change(entry, dataset, found))
        else:
            unchanged.append(entry)
    return tuple(changes), tuple(unchanged), tuple(created)
