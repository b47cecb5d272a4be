"""Workbooks: what people typed stays text, and numbers and days stay what they are."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from applications.spreadsheets import safe_cell, to_bytes, workbook_of


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_what_looks_like_a_formula_is_kept_as_text(typed: str) -> None:
    assert safe_cell(typed) == f"'{typed}"


@pytest.mark.parametrize("value", ["公交站点", "a=1", "", None, -5, 1.5, date(2026, 9, 28)])
def test_everything_else_is_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


def test_signs_that_a_workbook_cannot_hold_are_left_out() -> None:
    assert safe_cell("甲\x00\x0b乙") == "甲乙"


def test_a_workbook_is_read_back_with_its_head_in_sight() -> None:
    rows = [["=cmd|' /C calc'!A0", -3, date(2026, 9, 28)], ["市交通委", None, None]]
    sheet = load_workbook(BytesIO(to_bytes(workbook_of("清单", ["=头", "数", "日"], rows)))).active
    assert sheet is not None
    assert (sheet.title, sheet.freeze_panes) == ("清单", "A2")
    assert [cell.value for cell in sheet[1]] == ["'=头", "数", "日"]
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d"}
