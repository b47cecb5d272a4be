"""Which msgids do the sources have? What `make messages` would collect, without gettext's tools."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, TokenType
from django.utils.translation.template import constant_re, templatize

from .chinese_left import CHINESE

Id = tuple[str | None, str]  # context, msgid

# For each function: which argument is the context, if any, and which is the msgid.
FUNCTIONS: dict[str, tuple[int | None, int]] = {
    "_": (None, 0),
    **{f"gettext{ending}": (None, 0) for ending in ("", "_lazy", "_noop")},
    **{f"ngettext{ending}": (None, 0) for ending in ("", "_lazy")},
    **{f"pgettext{ending}": (0, 1) for ending in ("", "_lazy")},
    **{f"npgettext{ending}": (0, 1) for ending in ("", "_lazy")},
}
# As in setup/messages; names that begin with a dot are left out too.
LEFT_OUT = frozenset({"tests", "var"})

STRING = r"""u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(\w+)\({STRING}(?:\s*,\s*{STRING})?", re.DOTALL)


def in_sources(root: Path) -> dict[Id, str]:
    """Every msgid with the file that has it (the last one, where there are several)."""
    found: dict[Id, str] = {}
    for path in sources(root):
        read = in_python if path.suffix == ".py" else in_template
        found |= dict.fromkeys(read(path.read_text(encoding="utf-8")), str(path.relative_to(root)))
    return found


def sources(root: Path) -> Iterator[Path]:
    """The files that `makemessages` reads."""
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in LEFT_OUT and not name.startswith(".")]
        yield from (Path(folder, name) for name in files if name.endswith((".html", ".py", ".txt")))


def in_template(source: str) -> Iterator[Id]:
    """Django turns the tags into calls of gettext, within a text that is not Python."""
    for name, first, second in CALL.findall(templatize(source)):
        if name in FUNCTIONS:
            yield _id(name, [ast.literal_eval(one) for one in (first, second) if one])


def untranslated(source: str) -> Iterator[str]:
    """The runs of Chinese that stand in a template, in its text or in a filter, outside what is translated."""
    inside = False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK and "blocktrans" in token.contents:
            inside = not token.contents.startswith("end")
        if inside or token.token_type == TokenType.COMMENT or token.contents.startswith("trans"):
            continue
        yield from CHINESE.findall(constant_re.sub("", token.contents))


def in_python(source: str) -> Iterator[Id]:
    """The calls whose arguments are written out; a variable has its msgid elsewhere."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in FUNCTIONS:
            said = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if len(said) > FUNCTIONS[name][1]:
                yield _id(name, said)


def _name(called: ast.expr) -> str:
    return called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")


def _id(name: str, said: list[str]) -> Id:
    context, message = FUNCTIONS[name]
    return (None if context is None else said[context], said[message])
