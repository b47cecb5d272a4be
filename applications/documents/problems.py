"""The child's answers in words: what this machine lacks for typesetting, and what to do about it."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str | Promise] = {
    "library": _("缺少排版所需的系统库，请安装括号中的软件包：%s"),
    "no_fonts": _("系统中没有任何可用字体，请安装软件包：%s"),
    "family": _("缺少完整的中文字体，请安装括号中的字体或者软件包：%s"),
    "glyphs": _("现有字体无法显示下列常用字符，请安装软件包 fonts-noto-cjk：%s"),
    "stylesheet": _("文书样式表有误：%s"),
    "crash": _("试排时排版程序异常退出（退出码 %s），请检查字体和 fontconfig 配置"),
    "start": _("排版程序未能启动（退出码 %s），请查看服务日志"),
}


def in_words(problems: Iterable[tuple[str, str]]) -> list[str]:
    """One sentence for each (code, detail) of the child; codes as in SENTENCES."""
    return [str(SENTENCES[code]) % detail for code, detail in problems]
