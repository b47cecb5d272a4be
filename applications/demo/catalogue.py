"""The catalogue of the demonstration: facts of the work plan, invented additions, and a small sample for each set."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.core.files.base import ContentFile

from ..importing.data_file import count_rows
from ..importing.sheets import Book, Sheet, read
from ..importing.write import import_book
from ..models import Dataset

HERE = Path(__file__).parent
# Data, not a message: it stands in the catalogue beside the rest.
INVENTED = (
    "名称、领域和数据提供单位摘自 2025 年度工作方案；开放类型为演示假设；"
    "简介、级别、开放条件、可申请主体、提供方式、更新频率、字段和样例数据均为虚构的示例内容。"
)


def seed_catalogue(today: date) -> int:
    """Import the data sets that are not there yet, with their samples; returns how many."""
    there = set(Dataset.objects.values_list("code", flat=True))
    book = demo_book()
    wanted = {cells[0] for _, cells in book.catalogue.lines[1:]} - there
    if wanted:
        plan = import_book(only(book, wanted))
        assert plan.is_sound, "\n".join(map(str, plan.problems))
        for dataset in Dataset.objects.filter(code__in=wanted).prefetch_related("fields"):
            add_sample(dataset, today)
    return len(wanted)


def demo_book() -> Book:
    """The three files as one: each line of the catalogue with its additions, and the fields."""
    book = read(HERE / "catalogue_2025.csv", HERE / "fields.csv")
    additions = {cells[0]: cells[1:] for _, cells in read(HERE / "additions.csv").catalogue.lines}
    joined = tuple((number, cells + additions[cells[0]]) for number, cells in book.catalogue.lines)
    return replace(book, catalogue=replace(book.catalogue, lines=joined))


def only(book: Book, codes: set[str]) -> Book:
    """The book with nothing but the data sets of these codes."""

    def part(sheet: Sheet) -> Sheet:
        header, *rest = sheet.lines
        return replace(sheet, lines=(header, *(line for line in rest if line[1][0] in codes)))

    return replace(book, catalogue=part(book.catalogue), fields=part(book.fields) if book.fields else None)


def add_sample(dataset: Dataset, today: date) -> None:
    """Say what is invented; put the sample on file where there is one (unconditional data is not handed over here)."""
    dataset.demonstration, dataset.updated_on = INVENTED, today
    sample = HERE / "samples" / f"{dataset.code}.csv"
    if sample.exists():
        file = ContentFile(sample.read_bytes())
        dataset.row_count = count_rows(file, [field.name for field in dataset.fields.all()])
        dataset.data_file.save(sample.name, file, save=False)
    dataset.save(update_fields=["demonstration", "updated_on", "row_count", "data_file"])
