"""What is wrong with a wording: told to its author by line, so that nothing is left to find when a case needs it."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .articles import Kind
from .markup import SEE, TABLE, Draft, Line, names_in, read, titles_seen
from .names import CONDITIONS, FACTS, LISTS

LONGEST = 30_000
MOST_ARTICLES = 60
# What every agreement states, in whatever words.
OWED = ("利用目的", "起始日期", "到期日期")


def problems(text: str) -> list[str]:
    """Sentences for the author; empty where any complete case can be worded with the text."""
    if len(text) > LONGEST:
        return [_("范本不得超过 %(n)d 字。") % {"n": LONGEST}]
    drafts = read(text)
    return [*_of_whole(drafts), *(one for draft in drafts for one in _of_article(draft, drafts))]


def _of_whole(drafts: tuple[Draft, ...]) -> Iterator[str]:
    titled = Counter(draft.title for draft in drafts if draft.title)
    if not titled:
        yield _("范本没有条文；条文的标题另起一行，以“# ”开头。")
    if len(titled) > MOST_ARTICLES:
        yield _("条文不得超过 %(n)d 条。") % {"n": MOST_ARTICLES}
    for title in (title for title, count in titled.items() if count > 1):
        yield _("有两条的标题都是“%(title)s”，请改为不同的标题。") % {"title": title}
    tables = [line for draft in drafts for line in draft.lines if line.kind == Kind.TABLE]
    if len(tables) != 1 or tables[0].condition:
        yield _("“%(table)s”应当单独成行、不带条件，且只出现一次。") % {"table": TABLE}
    # What stands under a condition may not be printed.
    always = {name for draft in drafts for line in draft.lines for name in names_in(line.text)
              if not (draft.condition or line.condition)}  # fmt: skip
    for name in OWED:
        if name not in always:
            yield _("范本应当有一处不带条件地写明{%(name)s}。") % {"name": name}


def _of_article(draft: Draft, drafts: tuple[Draft, ...]) -> Iterator[str]:
    yield from _of_condition(draft.place, draft.condition)
    if draft.title and not draft.lines:
        yield _("第 %(n)d 行：“%(title)s”没有内容。") % {"n": draft.place, "title": draft.title}
    if "{" in draft.title or "}" in draft.title:
        yield _("第 %(n)d 行：标题中不能引用事实。") % {"n": draft.place}
    for line in draft.lines:
        yield from _of_condition(line.place, line.condition)
        yield from _of_line(line, drafts)


def _of_condition(place: int, condition: str) -> Iterator[str]:
    if condition and condition not in CONDITIONS:
        yield _("第 %(n)d 行：没有名为“%(name)s”的条件。") % {"n": place, "name": condition}


def _of_line(line: Line, drafts: tuple[Draft, ...]) -> Iterator[str]:
    if not line.text and line.kind != Kind.TABLE:
        yield _("第 %(n)d 行没有文字。") % {"n": line.place}
    names = names_in(line.text)
    if line.text.count("{") != len(names) or line.text.count("}") != len(names):
        yield _("第 %(n)d 行：花括号没有成对。") % {"n": line.place}
    titles = {draft.title for draft in drafts}
    for name in names:
        if name.startswith(SEE):
            for title in (title for title in titles_seen(name) if title not in titles):
                yield _("第 %(n)d 行：没有标题为“%(title)s”的条文。") % {"n": line.place, "title": title}
        elif name not in FACTS and name not in LISTS:
            yield _("第 %(n)d 行：没有名为“%(name)s”的事实。") % {"n": line.place, "name": name}
    if "〔如：" in line.text:
        yield _("第 %(n)d 行：条件应当写在行末。") % {"n": line.place}
