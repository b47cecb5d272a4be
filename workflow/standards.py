"""The limits an installation starts with (DESIGN: Clock); they are configuration, dated, with their source."""

from datetime import date
from typing import Any

# Limits that were in force before the first case; a change is a new row with its own valid-from date.
VALID_FROM = date(2018, 1, 1)

STANDARDS: tuple[tuple[str, int, str], ...] = (
    ("valid_reply", 5, "2025 年度公共数据开放工作方案第 3 项：有效答复期限控制在 5 个工作日内"),
    ("supplement", 10, "本平台办理规则（可调整）：申请人补正期限"),
    ("signing", 10, "本平台办理规则（可调整）：申请人签订协议期限"),
    ("sealing", 2, "本平台办理规则（可调整）：盖章承诺时限"),
    ("delivery", 3, "本平台办理规则（可调整）：交付承诺时限"),
    ("review", 5, "本平台办理规则（可调整）：复核办理期限"),
    ("review_request", 10, "本平台办理规则（可调整）：申请人申请复核的期限"),
    ("hearing", 5, "本平台办理规则（可调整）：违规处理中当事人陈述申辩的期限"),
    ("breach_appeal", 10, "本平台办理规则（可调整）：当事人对违规处理决定申诉的期限"),
    ("disposal", 10, "本平台办理规则（可调整）：使用结束后提交数据返还或者销毁声明的期限"),
    ("correction", 5, "本平台办理规则（可调整）：数据纠错的核实和答复期限，与有效答复一致"),
    ("demand", 10, "本平台办理规则（可调整）：开放需求自分派之日起的答复期限"),
    ("order", 2, "本平台督办规则（可调整）：黄牌督办后督办单的销号期限"),
)


def seed(model: Any) -> None:
    """Write the standards that are not there yet."""
    for clock, working_days, legal_source in STANDARDS:
        model.objects.get_or_create(
            clock=clock,
            valid_from=VALID_FROM,
            defaults={"working_days": working_days, "legal_source": legal_source},
        )


# What each stage may use of the five days; together they are the five.
STAGE_BUDGETS: tuple[tuple[str, int], ...] = (("accept", 1), ("assess", 2), ("decide", 2))
STAGE_SOURCE = "本平台办理规则（可调整）：五个工作日内的环节分解"


def seed_stages(model: Any) -> None:
    """Write the stage budgets that are not there yet."""
    for stage, working_days in STAGE_BUDGETS:
        model.objects.get_or_create(
            stage=stage,
            valid_from=VALID_FROM,
            defaults={"working_days": working_days, "source": STAGE_SOURCE},
        )
