"""What a wording may name: facts of the case, and conditions on which a clause is printed."""

from collections.abc import Callable, Iterable

from ..facts import AgreementFacts
from ..wording import bare, printed_day

One = Callable[[AgreementFacts], str]
Many = Callable[[AgreementFacts], list[str]]


def _lines(texts: tuple[str, ...]) -> list[str]:
    """One entry for each line that says something: people type several sentences into one field."""
    return [line for text in texts for line in map(bare, text.splitlines()) if line]


# A fact that a printed clause names must be there: a blank one stops the agreement.
FACTS: dict[str, One] = {
    "协议编号": lambda facts: facts.number,
    "协议名称": lambda facts: facts.title,
    "甲方": lambda facts: facts.party_a.name,
    "甲方信用代码": lambda facts: facts.party_a.credit_code,
    "甲方地址": lambda facts: facts.party_a.address,
    "甲方联系人": lambda facts: facts.party_a.contact,
    "甲方电话": lambda facts: facts.party_a.phone,
    "乙方": lambda facts: facts.party_b.name,
    "乙方信用代码": lambda facts: facts.party_b.credit_code,
    "乙方地址": lambda facts: facts.party_b.address,
    "乙方联系人": lambda facts: facts.party_b.contact,
    "乙方电话": lambda facts: facts.party_b.phone,
    "申请编号": lambda facts: facts.application_number,
    "决定日期": lambda facts: printed_day(facts.decided_on),
    "数据集": lambda facts: "、".join(row.title for row in facts.datasets),
    "数据集编号": lambda facts: "、".join(row.code for row in facts.datasets),
    "字段": lambda facts: "、".join(field for row in facts.datasets for field in row.fields),
    "更新频率": lambda facts: _different(row.update_frequency for row in facts.datasets),
    "提供方式": lambda facts: _different(row.delivery_mode for row in facts.datasets),
    "利用目的": lambda facts: bare(facts.purpose),
    "起始日期": lambda facts: printed_day(facts.starts_on),
    "到期日期": lambda facts: printed_day(facts.ends_on),
    "使用额度": lambda facts: bare(facts.quota),
    "报告间隔": lambda facts: f"{facts.use_report_interval_months}个月" if facts.use_report_interval_months else "",
    "原协议编号": lambda facts: facts.supersedes,
}

# Facts of several sentences. Alone on an item or a point they make one of each; within a sentence they are joined.
LISTS: dict[str, Many] = {
    "安全措施": lambda facts: _lines(facts.security_measures),
    "开放条件": lambda facts: _lines(facts.conditions),
}

CONDITIONS: dict[str, Callable[[AgreementFacts], bool]] = {
    "乙方为单位": lambda facts: not facts.party_b.is_person,
    "乙方为自然人": lambda facts: facts.party_b.is_person,
    "设有使用额度": lambda facts: bool(bare(facts.quota)),
    "附有开放条件": lambda facts: bool(_lines(facts.conditions)),
    "写明安全措施": lambda facts: bool(_lines(facts.security_measures)),
    "要求利用报告": lambda facts: facts.use_report_interval_months is not None,
    "数据下载": lambda facts: any("下载" in row.delivery_mode for row in facts.datasets),
    "接口访问": lambda facts: any("接口" in row.delivery_mode for row in facts.datasets),
    "数据沙箱": lambda facts: any("沙箱" in row.delivery_mode for row in facts.datasets),
    "取代原协议": lambda facts: bool(facts.supersedes),
    "须两人签署": lambda facts: facts.signatories > 1,
}


def _different(values: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(values))


def holds(condition: str, facts: AgreementFacts) -> bool:
    """Whether a line with this condition is printed; a line without one always is. KeyError for an unknown name."""
    return CONDITIONS[condition](facts) if condition else True
