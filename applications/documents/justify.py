"""Flush right edges for Chinese: WeasyPrint 70 stretches only blanks, of which Chinese lines have none.

Replaces one private function of WeasyPrint and stays within this file. Where the private parts are not as this
file knows them (another release), install() does nothing and lines end ragged by less than a character.
"""

import inspect
import re
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U000323af]")
SHORTEST = 8  # characters; a shorter line would be torn apart
WIDEST_GAP = 3.0  # font sizes; more is left over only before a long unbreakable word, where blanks should stretch

stock_justify_line: Any = getattr(inline, "justify_line", None)


def install() -> bool:
    """Put our justification in place; False where this WeasyPrint has other private parts."""
    if not _api_is_known():
        return False
    inline.justify_line = justify_line
    return True


def _api_is_known() -> bool:
    known = {
        "justify_line": ["context", "line", "extra_width"],
        "create_layout": ["text", "style", "context", "max_width", "justification_spacing"],
    }
    for name, wanted in known.items():
        function = getattr(inline, name, None)
        if function is None or list(inspect.signature(function).parameters) != wanted:
            return False
    return all(hasattr(boxes, name) for name in ("TextBox", "LineBox", "InlineBox"))


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread `extra_width` (px) between the characters of a Chinese line, between the words of another."""
    characters = _count(line)
    if characters > SHORTEST and extra_width < WIDEST_GAP * line.style["font_size"] and _is_chinese(line):
        # Pango puts half of the spacing outside the first and the last character of a run.
        _spread(context, line, extra_width / (characters - 0.5), 0.0)
    else:
        stock_justify_line(context, line, extra_width)


def _count(box: Any) -> int:
    if isinstance(box, boxes.TextBox):
        return len(box.text)
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return sum(_count(child) for child in box.children)
    return 0


def _is_chinese(box: Any) -> bool:
    if isinstance(box, boxes.TextBox):
        return bool(CJK.search(box.text))
    return any(_is_chinese(child) for child in getattr(box, "children", ()))


def _spread(context: Any, box: Any, spacing: float, shift: float) -> float:
    """Move the box by `shift`, widen its text by `spacing` a character; the shift of what follows."""
    if isinstance(box, boxes.TextBox):
        return _spread_text(context, box, spacing, shift)
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(shift, 0)
        return shift
    box.position_x += shift
    after = shift
    for child in box.children:
        if child.is_in_normal_flow():
            after = _spread(context, child, spacing, after)
    box.width += after - shift
    return after


def _spread_text(context: Any, box: Any, spacing: float, shift: float) -> float:
    box.position_x += shift
    if not box.text:
        return shift
    style = box.style.copy()
    own = style["letter_spacing"]
    style["letter_spacing"] = (0 if own == "normal" else own) + spacing
    layout = inline.create_layout(box.text, style, context, max_width=None, justification_spacing=0)
    layout.deactivate()
    box.style, box.pango_layout = style, layout
    extra = spacing * len(box.text)
    box.width += extra
    return shift + extra
