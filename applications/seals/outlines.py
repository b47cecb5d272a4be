"""Characters as outlines: a seal's picture must bring no font into a file that is already checked."""

import subprocess
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTCollection, TTFont

from .order import SealRefused

# As in documents/assets/official.css: an operator's licensed face first, complete free faces behind it.
FACES = ("方正小标宋_GBK", "Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC")

KEPT = 2000  # outlines; one is some two kilobytes


class _Operators(BasePen):
    """Draws into PDF path operators."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, to: tuple[float, float]) -> None:
        self.parts.append(f"{_points(to)} m")

    def _lineTo(self, to: tuple[float, float]) -> None:
        self.parts.append(f"{_points(to)} l")

    def _curveToOne(self, first: tuple[float, float], second: tuple[float, float], to: tuple[float, float]) -> None:
        self.parts.append(f"{_points(first, second, to)} c")

    def _closePath(self) -> None:
        self.parts.append("h")


def _points(*points: tuple[float, float]) -> str:
    return " ".join(f"{round(x, 2):g} {round(y, 2):g}" for x, y in points)


@dataclass(frozen=True)
class Face:
    """An opened font."""

    glyphs: Any
    names: dict[int, str]
    units: int
    outlines: dict[str, str] = field(default_factory=dict, compare=False)

    def width(self, character: str) -> float:
        """Advance of a character, in sizes of the font."""
        return float(self.glyphs[self._name(character)].width) / self.units

    def path(self, character: str, transform: tuple[float, float, float, float, float, float]) -> str:
        """A character of size 1 at the origin, moved by a PDF matrix and filled."""
        *turned, x, y = transform
        scaled = " ".join(f"{part / self.units:.6f}" for part in turned)
        return f"q {scaled} {x:.3f} {y:.3f} cm {self._outline(character)} f Q"

    def _outline(self, character: str) -> str:
        """The outline in the font's units, read from the font once: the words on seals are mostly the same."""
        if character not in self.outlines:
            pen = _Operators(self.glyphs)
            self.glyphs[self._name(character)].draw(pen)
            if len(self.outlines) >= KEPT:
                self.outlines.clear()
            self.outlines[character] = " ".join(pen.parts)
        return self.outlines[character]

    def line(self, text: str, x: float, y: float, size: float) -> str:
        """A line of text that begins at (x, y)."""
        drawn = []
        for character in text:
            drawn.append(self.path(character, (size, 0, 0, size, x, y)))
            x += self.width(character) * size
        return " ".join(drawn)

    def length(self, text: str, size: float) -> float:
        return sum(self.width(character) for character in text) * size

    def _name(self, character: str) -> str:
        try:
            return self.names[ord(character)]
        except KeyError:
            sentence = _("印章字体无法显示字符“%(sign)s”（U+%(code)s），请联系系统管理员补充字体。")
            raise SealRefused(sentence % {"sign": character, "code": f"{ord(character):04X}"}) from None


@cache
def seal_face() -> Face:
    """The bold face that seals are cut in, as fontconfig finds it."""
    asked = ",".join(FACES) + ":bold"
    found = subprocess.run(["fc-match", "-f", "%{file}\n%{family}", asked], capture_output=True, text=True, check=True)
    path, families = found.stdout.split("\n")
    font = _member(path, set(families.split(",")) & set(FACES)) if path.endswith((".ttc", ".otc")) else TTFont(path)
    return Face(font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm)


def _member(path: str, families: set[str]) -> Any:
    """The font of a collection that has one of these names; fontconfig's index counts variations as well."""
    collection = TTCollection(path, lazy=True)
    return next((one for one in collection.fonts if one["name"].getBestFamilyName() in families), collection.fonts[0])
