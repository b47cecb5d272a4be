"""Why a document was not made. Each message tells the person what is wrong and what to do now."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflow.refusals import Refused

REASONS: dict[str, str | Promise] = {
    "glyph": _("现有字体无法显示下列字符：%s"),
    "control": _("内容中含有不可见的控制字符：%s"),
    "url": _("文书不得引用外部资源：%s"),
    "warning": _("排版程序提示：%s"),
    "lost": _("成品中缺少下列文字：%s"),
    "differs": _("成品与页面文字不一致：%s"),
    "fact": _("成品中未找到下列内容：%s"),
    "attachment": _("成品中未附带机器可读文件：%s"),
}


class DocumentRefused(Refused):
    """The document was not made; nothing was stored."""

    message = _("文书未能生成，请稍后重试；多次失败的，请联系系统管理员。")
    status = 422
    code = "document_refused"


class MissingFact(DocumentRefused):
    """Facts that the document cannot do without; `names` lists all of them, in the user's words."""

    message = _("文书缺少必要内容，请先补全：%s。")
    code = "missing_fact"

    def __init__(self, names: Sequence[str | Promise]) -> None:
        self.names = tuple(names)
        super().__init__(names=self.names)

    def __str__(self) -> str:
        return str(self.message) % "、".join(str(name) for name in self.names)


class WrongFact(DocumentRefused):
    """A fact contradicts another or has the wrong form; `sentence` says which and how."""

    message = _("文书内容有误，请先更正。")
    code = "wrong_fact"

    def __init__(self, sentence: str | Promise) -> None:
        self.sentence = sentence
        super().__init__(sentence=sentence)

    def __str__(self) -> str:
        return str(self.sentence)


class UnreadableFacts(DocumentRefused):
    """A stored facts file has not the form that this version reads; `sentence` says where."""

    message = _("机器可读文件的格式不正确：%s。")
    code = "unreadable_facts"

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence=sentence)

    def __str__(self) -> str:
        return str(self.message) % self.sentence


class RenderRefused(DocumentRefused):
    """The page would not show what the facts say; `reasons` is ((kind, detail), …), kinds as in REASONS."""

    message = _("文书未能生成：%s。请修改相应内容后重试。")
    code = "render_refused"

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(reasons=self.reasons)

    def __str__(self) -> str:
        return str(self.message) % "；".join(str(REASONS[kind]) % detail for kind, detail in self.reasons)


class RenderTooCostly(DocumentRefused):
    """Typesetting passed a limit; `limit` is cpu, wall, memory or depth."""

    message = _("文书内容过多或过于复杂，超出排版限制，未能生成。请精简内容后重试。")
    code = "render_too_costly"

    def __init__(self, limit: str) -> None:
        super().__init__(limit=limit)


class RendererBusy(DocumentRefused):
    """Other documents took all places for longer than a person should wait."""

    message = _("正在生成的文书较多，请稍后重试。")
    status = 503
    code = "renderer_busy"


class RendererCrashed(DocumentRefused):
    """The typesetting process died; `exit_code` is negative for a signal, None where it is not known."""

    message = _("排版程序异常退出，文书未能生成。请稍后重试；再次失败的，请联系系统管理员。")
    status = 503
    code = "renderer_crashed"

    def __init__(self, exit_code: int | None, **details: Any) -> None:
        self.exit_code = exit_code
        super().__init__(exit_code=exit_code, **details)


class RendererUnavailable(DocumentRefused):
    """This machine cannot typeset; `problems` lists what is missing, for the administrator."""

    message = _("本机尚不具备文书排版条件，请联系系统管理员处理：%s。")
    status = 503
    code = "renderer_unavailable"

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(problems=self.problems)

    def __str__(self) -> str:
        return str(self.message) % "；".join(self.problems)
