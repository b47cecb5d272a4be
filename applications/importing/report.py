"""The words of a plan: what would be created, changed and left alone, and every fault with its line."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .compare import words
from .entries import Entry
from .plan import Change, Plan


def report(plan: Plan) -> Iterator[str]:
    """Line by line, without problems: those go where errors go."""
    yield ngettext("读到 %(n)d 行（%(form)s）。", "读到 %(n)d 行（%(form)s）。", plan.lines) % {
        "n": plan.lines, "form": plan.form,
    }  # fmt: skip
    yield from _created(plan.created)
    yield from _changed(plan.changed)
    yield from _listed(
        ngettext("%(n)d 个数据集不变。", "%(n)d 个数据集不变。", len(plan.unchanged)), len(plan.unchanged), ()
    )
    yield from _listed(
        ngettext(
            "目录中另有 %(n)d 个数据集不在文件中，不受影响。",
            "目录中另有 %(n)d 个数据集不在文件中，不受影响。",
            plan.others,
        ),
        plan.others,
        (),
    )
    heading = ngettext("一并登记 %(n)d 个部门：", "一并登记 %(n)d 个部门：", len(plan.departments))
    yield from _listed(heading, len(plan.departments), plan.departments)
    heading = ngettext("%(n)d 处需要留意：", "%(n)d 处需要留意：", len(plan.remarks))
    yield from _listed(heading, len(plan.remarks), map(str, plan.remarks))


def faults(plan: Plan) -> Iterator[str]:
    """Every problem, and that nothing is written."""
    count = len(plan.problems)
    yield from _listed(ngettext("有 %(n)d 处问题：", "有 %(n)d 处问题：", count), count, map(str, plan.problems))
    yield _("没有写入任何内容。请改正文件后重新导入。")


def _created(entries: tuple[Entry, ...]) -> Iterator[str]:
    heading = ngettext("新建 %(n)d 个数据集：", "新建 %(n)d 个数据集：", len(entries))
    yield from _listed(heading, len(entries), (_one(entry) for entry in entries))


def _one(entry: Entry) -> str:
    said = _("第 %(line)d 行 %(code)s %(title)s（%(provider)s，%(openness)s）") % {
        "line": entry.line, "code": entry.code, "title": entry.values["title"], "provider": entry.provider,
        "openness": words("openness", entry.values["openness"]),
    }  # fmt: skip
    if entry.fields is None:
        return said
    count = len(entry.fields)
    return said + ngettext("，%(n)d 个字段", "，%(n)d 个字段", count) % {"n": count}


def _changed(changes: tuple[Change, ...]) -> Iterator[str]:
    heading = ngettext("修改 %(n)d 个数据集：", "修改 %(n)d 个数据集：", len(changes))
    yield from _listed(heading, len(changes), ())
    for change in changes:
        yield "  " + _("第 %(line)d 行 %(code)s %(title)s") % {
            "line": change.entry.line, "code": change.entry.code, "title": change.dataset.title,
        }  # fmt: skip
        for difference in change.differences:
            yield "    " + _("%(what)s：%(old)s → %(new)s") % {
                "what": difference.title, "old": _in_one_line(difference.old), "new": _in_one_line(difference.new),
            }  # fmt: skip


def _in_one_line(text: str) -> str:
    return text.replace("\n", "⏎")


def _listed(heading: str, count: int, lines: Iterable[str]) -> Iterator[str]:
    """A heading with its number, and its lines indented; nothing at all when there are none."""
    if count:
        yield heading % {"n": count}
        for line in lines:
            yield f"  {line}"
