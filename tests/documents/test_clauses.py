"""A wording becomes the articles of one agreement: what applies is printed, the rest moves up, nothing stays open."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from applications.documents.clauses.articles import Article, Kind
from applications.documents.clauses.check import problems
from applications.documents.clauses.markup import read
from applications.documents.clauses.names import CONDITIONS, FACTS, LISTS
from applications.documents.clauses.resolve import resolve
from applications.documents.clauses.standard import standard_text
from applications.documents.refusals import MissingFact
from applications.documents.wording import han_numeral

from . import samples

WHOLE = "# 范围\n[数据清单]\n# 目的\n{利用目的}，自{起始日期}至{到期日期}。\n"


def lines(articles: tuple[Article, ...]) -> list[str]:
    return [f"{clause.number}{clause.text}" for article in articles for clause in article.clauses]


def test_numbers_of_three_levels() -> None:
    text = "总则\n# 一\n- 甲\n* 子\n* 丑\n- 乙\n* 寅\n段\n# 二\n- 丙\n"
    resolved = resolve(text, samples.agreement())
    assert [(one.number, one.title) for one in resolved] == [("", ""), ("第一条", "一"), ("第二条", "二")]
    assert lines(resolved) == ["总则", "（一）甲", "1.子", "2.丑", "（二）乙", "1.寅", "段", "（一）丙"]


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_line_and_an_article_are_printed_exactly_where_their_condition_holds(name: str) -> None:
    text = f"# 总\n- 甲\n- 乙〔如：{name}〕\n- 丙\n# 分〔如：{name}〕\n内容\n# 末\n内容\n"
    for facts in (samples.agreement(), samples.agreement(party_b=samples.PERSON, **samples.BARE)):
        holds = CONDITIONS[name](facts)
        printed = resolve(text, facts)
        assert len(lines(printed)) == (6 if holds else 4) - 1
        assert [one.number for one in printed] == [f"第{han_numeral(n)}条" for n in range(1, 4 if holds else 3)]
        assert ("（二）乙" in lines(printed)) == holds


@pytest.mark.parametrize(
    ("quota", "conditions", "months"), list(product(["", "不限"], [(), (" ",), ("仅限境内",)], [None, 6]))
)
def test_the_standard_articles_are_numbered_without_gaps(
    quota: str, conditions: tuple[str, ...], months: int | None
) -> None:
    facts = samples.agreement(quota=quota, conditions=conditions, use_report_interval_months=months)
    numbers = samples.article_numbers(facts)
    assert list(numbers.values()) == [f"第{han_numeral(place)}条" for place in range(1, len(numbers) + 1)]
    optional = {"使用额度": quota, "开放条件": conditions == ("仅限境内",), "利用情况报告": months}
    assert {title: title in numbers for title in optional} == {title: bool(there) for title, there in optional.items()}


def test_references_name_the_articles_that_are_printed() -> None:
    text = "# 甲〔如：设有使用额度〕\n一\n# 乙\n二\n# 丙\n违反{见：甲、乙}约定的\n"
    assert lines(resolve(text, samples.agreement()))[-1] == "违反第一条、第二条约定的"
    assert lines(resolve(text, samples.agreement(**samples.BARE)))[-1] == "违反第一条约定的"


def test_a_list_makes_one_clause_of_each_entry_and_a_single_one_runs_on() -> None:
    text = "# 甲\n应当遵守下列条件：\n- {开放条件}\n"
    assert lines(resolve(text, samples.agreement(conditions=("一。", "二")))) == [
        "应当遵守下列条件：", "（一）一。", "（二）二。",
    ]  # fmt: skip
    assert lines(resolve(text, samples.agreement(conditions=("一。",)))) == ["应当遵守下列条件：一。"]
    assert lines(resolve("# 甲\n条件为{开放条件}。\n", samples.agreement(conditions=("一。", "二")))) == [
        "条件为一；二。"
    ]


def test_a_printed_clause_that_names_what_is_not_there_stops_the_agreement_and_says_what_is_missing() -> None:
    text = "# 额度\n- 为{使用额度}。\n- 每{报告间隔}报告。\n- {开放条件}〔如：附有开放条件〕\n"
    with pytest.raises(MissingFact) as refused:
        resolve(text, samples.agreement(**samples.BARE))
    assert str(refused.value) == "文书缺少必要内容，请先补全：使用额度（额度）、报告间隔（额度）。"


def test_more_items_than_han_numerals_go_on_in_digits() -> None:
    many = samples.agreement(conditions=tuple(f"条件{n}" for n in range(120)))
    printed = lines(resolve("# 甲\n- {开放条件}\n", many))
    assert (printed[98], printed[99]) == ("（九十九）条件98。", "（100）条件99。")


# ---- what is told to an author ----


def test_the_wording_that_comes_with_the_system_has_no_problems() -> None:
    assert problems(standard_text()) == []
    assert problems(WHOLE) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("只有一段", "范本没有条文"),
        (WHOLE + "# 空\n", "第 5 行：“空”没有内容"),
        (WHOLE + "# 目的\n又\n", "有两条的标题都是“目的”"),
        (WHOLE.replace("[数据清单]", "无表"), "只出现一次"),
        (WHOLE + "[数据清单]\n", "只出现一次"),
        (WHOLE.replace("{利用目的}", "目的"), "写明{利用目的}"),
        (WHOLE.replace("。\n", "。〔如：数据下载〕\n"), "不带条件地写明{到期日期}"),
        (WHOLE + "{无此事实}\n", "第 5 行：没有名为“无此事实”的事实"),
        (WHOLE + "文字〔如：天晴〕\n", "第 5 行：没有名为“天晴”的条件"),
        (WHOLE + "# 题〔如：〔〕\n", "第 5 行"),
        (WHOLE + "文字〔如：数据下载〕，又。\n", "条件应当写在行末"),
        (WHOLE + "{见：没有的条}\n", "没有标题为“没有的条”的条文"),
        (WHOLE + "{利用目的\n", "花括号没有成对"),
        (WHOLE + "- 〔如：数据下载〕\n", "第 5 行没有文字"),
        (WHOLE + "# {利用目的}\n内容\n", "标题中不能引用事实"),
        (WHOLE + "长" * 30_000, "不得超过 30000 字"),
        (WHOLE + "".join(f"# 条{n}\n内容\n" for n in range(60)), "不得超过 60 条"),
    ],
)
def test_each_fault_is_told_with_its_line(text: str, said: str) -> None:
    assert any(said in problem for problem in problems(text)), problems(text)


PIECES = st.sampled_from(
    ["# ", "- ", "* ", "[数据清单]", "\n", "〔如：", "〕", "{", "}", "见：", "、", "文", *FACTS, *LISTS, *CONDITIONS]
)


@given(st.lists(PIECES, max_size=60).map("".join))
@settings(max_examples=300, deadline=None)
def test_any_text_is_judged_and_one_without_problems_words_a_full_case(text: str) -> None:
    read(text)
    if not problems(text):
        resolved = resolve(text, samples.agreement(supersedes="数协〔2025〕1号", signatories=2))
        assert all(clause.text or clause.kind == Kind.TABLE for one in resolved for clause in one.clauses)
        assert "{" not in "".join(lines(resolved))
