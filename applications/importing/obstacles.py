"""What stands against a line although it is well-formed: rules of the catalogue, and applications under way.

An import never touches an application. A change that would pull the ground from under one, the department that
decides it or the fields it asks for, is refused until the application has ended.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Dataset, Openness
from .entries import Entry
from .in_use import fields_in_use
from .problems import Problem
from .providers import HEADER as PROVIDER


def obstacles(entries: Iterable[Entry], known: dict[str, Dataset]) -> list[Problem]:
    """The problems that only show beside the catalogue."""
    pairs = [(entry, known.get(entry.code)) for entry in entries]
    return [*_not_conditional(pairs), *_applications_under_way(pairs)]


def said(entry: Entry, dataset: Dataset | None, name: str) -> object:
    """What a property will be: as the file says, else as the catalogue has it, else the model's default."""
    if name in entry.values:
        return entry.values[name]
    return getattr(dataset or Dataset(), name)


def _not_conditional(pairs: Iterable[tuple[Entry, Dataset | None]]) -> list[Problem]:
    message = _("只有“有条件开放”的数据集才能列入免申即用，请改正开放类型或者免申即用。")
    return [
        Problem(entry.line, "免申即用", message)
        for entry, dataset in pairs
        if said(entry, dataset, "fast_track") and said(entry, dataset, "openness") != Openness.CONDITIONAL
    ]


def _applications_under_way(pairs: Iterable[tuple[Entry, Dataset | None]]) -> list[Problem]:
    moved = {dataset.pk: entry for entry, dataset in pairs if dataset and entry.provider != dataset.provider.name}
    losing = {dataset.pk: (entry, _lost(entry, dataset)) for entry, dataset in pairs if dataset}
    losing = {key: pair for key, pair in losing.items() if pair[1]}
    wanted = fields_in_use(moved.keys() | losing.keys())
    problems = [
        Problem(entry.line, PROVIDER, _provider_stays(len(wanted[key]))) for key, entry in moved.items() if wanted[key]
    ]
    for key, (entry, lost) in losing.items():
        asked = lost & {name for names in wanted[key] for name in names}
        if asked:
            problems.append(Problem(entry.line, "字段", _fields_stay(asked)))
    return problems


def _lost(entry: Entry, dataset: Dataset) -> set[str]:
    """The fields that the data set has and would no longer have."""
    if entry.fields is None:
        return set()
    return {field.name for field in dataset.fields.all()} - {field.name for field in entry.fields}


def _provider_stays(applications: int) -> str:
    message = ngettext(
        "该数据集有 %(n)d 件在办申请，办结前不能更换数据提供单位，请保留原单位。",
        "该数据集有 %(n)d 件在办申请，办结前不能更换数据提供单位，请保留原单位。",
        applications,
    )
    return message % {"n": applications}


def _fields_stay(names: Iterable[str]) -> str:
    message = _("在办申请正在使用字段 %(names)s，办结前不能删除，请保留。")
    return message % {"names": _("、").join(sorted(names))}
