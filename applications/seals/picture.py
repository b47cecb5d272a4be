"""What a seal looks like, as PDF drawing operators in points.

A body's seal is round, 42 mm as the State Council prescribes for departments (国发〔1999〕25号), with the name along
the rim and a star; a person's is a square name seal. Below stand the person who ordered it and the day.
"""

import math
from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from ..documents.wording import printed_day
from .order import SealOrder, Side
from .outlines import Face, seal_face

MM = 72 / 25.4
WIDTH, HEIGHT = 60 * MM, 52 * MM
RED, BLACK = "0.843 0 0.059 rg 0.843 0 0.059 RG", "0 g 0 G"
RADIUS = 21 * MM
CENTRE = (WIDTH / 2, HEIGHT - RADIUS)
NOTE_SIZE = 9.0
CIRCLE = 0.5522847498  # control points of a quarter circle
CHINA = ZoneInfo("Asia/Shanghai")
KINDS = {Side.DATA_USER: "合同专用章", Side.DATA_PROVIDER: "公共数据专用章"}
TRIAL = "测试专用"


def seal_picture(order: SealOrder, *, trial: bool) -> bytes:
    """The drawing for a box of WIDTH by HEIGHT; a trial's seal says so. SealRefused for a lost character."""
    face = seal_face()
    seal = _square(face, order.party, trial) if order.is_person else _round(face, order, trial)
    return f"q {RED} {seal} {BLACK} {_note(face, order)} Q".encode()


def _round(face: Face, order: SealOrder, trial: bool) -> str:
    x, y = CENTRE
    rim = f"{1.1 * MM:.3f} w {_circle(x, y, RADIUS - 0.6 * MM)} S"
    lines = [KINDS[order.side], TRIAL] if trial else [KINDS[order.side]]
    size = 2.8 * MM
    base = " ".join(
        face.line(line, x - face.length(line, size) / 2, y - (11.5 + 4.2 * place) * MM, size)
        for place, line in enumerate(lines)
    )
    return f"{rim} {_star(x, y, 6 * MM)} f {_arc(face, order.party)} {base}"


def _arc(face: Face, name: str) -> str:
    """The name along the inside of the rim, upright at the top; the longer, the smaller and the wider spread."""
    span = math.radians(min(250, 20 * len(name) + 20))
    radius = RADIUS - 5.4 * MM
    room = span * radius / max(len(name), 1)
    size = min(5.6 * MM, room * 1.02)
    drawn = []
    for place, character in enumerate(name):
        angle = span * (place / (len(name) - 1) - 0.5) if len(name) > 1 else 0.0
        sine, cosine = math.sin(angle), math.cos(angle)
        # Centre of the character on the arc, its foot towards the middle.
        x, y = CENTRE[0] + radius * sine, CENTRE[1] + radius * cosine
        left, down = face.width(character) * size / 2, 0.36 * size
        drawn.append(
            face.path(
                character,
                (
                    *(size * cosine, -size * sine, size * sine, size * cosine),
                    *(x - left * cosine - down * sine, y + left * sine - down * cosine),
                ),
            )
        )
    return " ".join(drawn)


def _square(face: Face, name: str, trial: bool) -> str:
    side = 24 * MM
    x, y = CENTRE[0] - side / 2, CENTRE[1] - side / 2
    frame = f"{1.1 * MM:.3f} w {x:.3f} {y:.3f} {side:.3f} {side:.3f} re S"
    columns = 2 if len(name) <= 4 else 3 if len(name) <= 9 else 4
    rows = math.ceil((len(name) + 1) / columns)
    signs = f"{name}印".ljust(rows * columns, " ")[: rows * columns]
    cell = min((side - 4 * MM) / columns, (side - 4 * MM) / rows)
    left, top = CENTRE[0] + cell * columns / 2, CENTRE[1] + cell * rows / 2
    drawn = [
        # Columns run from right to left.
        face.line(
            sign, left - cell * (place // rows + 1) + cell * 0.04, top - cell * (place % rows + 0.87), cell * 0.92
        )
        for place, sign in enumerate(signs)
        if sign != " "
    ]
    size = 2.7 * MM
    said = face.line(TRIAL, CENTRE[0] - face.length(TRIAL, size) / 2, y - 1.5 * size, size) if trial else ""
    return f"{frame} {' '.join(drawn)} {said}"


def _note(face: Face, order: SealOrder) -> str:
    role = "签订人" if order.side == Side.DATA_USER else "经办人"
    lines = (f"{role}：{order.signer}", f"日期：{_day(order.at)}")
    left = max(0.0, CENTRE[0] - max(face.length(line, NOTE_SIZE) for line in lines) / 2)
    drawn = [
        face.line(line, left, (2 - place) * 1.35 * NOTE_SIZE - NOTE_SIZE, NOTE_SIZE) for place, line in enumerate(lines)
    ]
    return " ".join(drawn)


def _day(at: datetime) -> str:
    return printed_day(at.astimezone(CHINA).date())


def _circle(x: float, y: float, radius: float) -> str:
    bend = radius * CIRCLE
    corners = [(1, 0), (0, 1), (-1, 0), (0, -1), (1, 0)]
    parts = [f"{x + radius:.3f} {y:.3f} m"]
    for (ax, ay), (bx, by) in pairwise(corners):
        first = (x + ax * radius + bx * bend, y + ay * radius + by * bend)
        second = (x + bx * radius + ax * bend, y + by * radius + ay * bend)
        to = (x + bx * radius, y + by * radius)
        parts.append(" ".join(f"{px:.3f} {py:.3f}" for px, py in (first, second, to)) + " c")
    return " ".join(parts) + " h"


def _star(x: float, y: float, radius: float) -> str:
    corners = []
    for place in range(10):
        reach = radius if place % 2 == 0 else radius * 0.382
        angle = math.radians(36 * place)
        corners.append(f"{x + reach * math.sin(angle):.3f} {y + reach * math.cos(angle):.3f}")
    return f"{corners[0]} m " + " ".join(f"{corner} l" for corner in corners[1:]) + " h"
