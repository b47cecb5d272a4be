"""What the lines of a file mean, and every way in which one can be wrong."""

import json
from dataclasses import replace

import pytest

from applications.importing.entries import read_entries
from applications.importing.problems import UnreadableFile
from applications.importing.sheets import read_bytes

from .files import FIELDS_HEADER, HEADER, PARKING, SCHOOLS, as_csv, as_xlsx, book


def problems(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> list[str]:
    return [str(problem) for problem in read_entries(book(*rows, header=header)).problems]


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("code", "", "第 2 行“编号”：不能为空"),
        ("code", "TR/001", "第 2 行“编号”：编号只能由"),
        ("code", "..", "第 2 行“编号”：编号只能由"),
        ("code", "x" * 41, "共 41 个字符，最多 40 个"),
        ("title", "", "第 2 行“名称”：不能为空"),
        ("title", "长" * 121, "第 2 行“名称”：共 121 个字符"),
        ("title", "两\n行", "第 2 行“名称”：不能换行"),
        ("title", "钟\a声", "第 2 行“名称”：含有不可见的控制字符"),
        ("domain", "", "第 2 行“领域”：不能为空"),
        ("provider", "", "第 2 行“数据提供单位”：不能为空"),
        ("openness", "", "第 2 行“开放类型”：不能为空"),
        ("openness", "公开", "第 2 行“开放类型”：不认识“公开”"),
        ("grade", "秘密", "第 2 行“数据级别”：不认识“秘密”"),
        ("applicant_kinds", "法人、外星人", "第 2 行“可申请主体”：不认识“外星人”"),
        ("delivery_modes", "传真", "第 2 行“提供方式”：不认识“传真”"),
        ("update_frequency", "有时", "第 2 行“更新频率”：不认识“有时”"),
        ("fast_track", "也许", "第 2 行“免申即用”：不认识“也许”"),
        ("fields", "{", "第 2 行“字段”：不是正确的 JSON"),
        ("fields", "[]", "第 2 行“字段”：应当是 JSON 列表"),
        ("fields", '[{"name":"a","type":"文本"}]', "第 1 个字段：“title”不能为空"),
        ("fields", '[{"name":"a","title":"甲","type":"诗"}]', "第 1 个字段：“type”不认识“诗”"),
        ("fields", '[{"name":"a","title":"甲","type":"文本","x":1}]', "不认识“x”"),
        ("fields", '[{"name":1,"title":"甲","type":"文本"}]', "“name”应当是文字"),
    ],
)
def test_a_bad_cell_is_told_with_its_line_and_column(column: str, cell: str, said: str) -> None:
    header = tuple(dict.fromkeys((*HEADER, column)))
    row = dict(zip(HEADER, PARKING, strict=True)) | {column: cell}
    [problem] = problems(tuple(row[name] for name in header), header=header)
    assert said in problem


def test_all_problems_of_all_lines_are_told_in_the_order_of_the_file() -> None:
    found = problems(("", "", "", "", ""), ("A", "", "交通", "市交通委", "x"), SCHOOLS)
    assert found[0].startswith("第 3 行“名称”")
    assert found[1].startswith("第 3 行“开放类型”")


def test_a_code_that_stands_twice_is_wrong_in_both_places() -> None:
    found = problems(PARKING, SCHOOLS, PARKING)
    assert [problem[:10] for problem in found] == ["第 2 行“编号”：", "第 4 行“编号”："]


def test_more_cells_than_columns_hint_at_a_comma_within_a_cell() -> None:
    assert "用英文双引号括起来" in problems((*PARKING, "多余"))[0]


def test_lists_may_be_separated_as_people_separate_them() -> None:
    header = (*HEADER, "applicant_kinds")
    for cell in ("自然人、法人", "法人，自然人", "legal_person; natural_person", "法人 自然人", "法人|自然人|法人"):
        [entry] = read_entries(book((*PARKING, cell), header=header)).entries
        assert entry.values["applicant_kinds"] == ["legal_person", "natural_person"]


def test_fields_in_json_keep_their_order() -> None:
    said = [
        {"name": "b", "title": "乙", "type": "日期"},
        {"name": "a", "title": "甲", "type": "int", "is_sensitive": True},
    ]
    [entry] = read_entries(book((*PARKING, json.dumps(said)), header=(*HEADER, "字段"))).entries
    assert entry.fields is not None
    assert [(field.name, field.type, field.is_sensitive) for field in entry.fields] == [
        ("b", "date", False),
        ("a", "integer", True),
    ]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (("code", "title", "domain", "provider"), "缺少必需的列：开放类型"),
        ((*HEADER, "openess"), "不认识：openess"),
        ((*HEADER, "名称"), "列名重复：名称"),
        (("code;title;domain",), "列之间用英文逗号分隔"),
    ],
)
def test_a_wrong_header_stops_the_import_before_any_line(header: tuple[str, ...], said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_entries(book(PARKING, header=header))


def test_an_empty_file_says_that_it_is_empty() -> None:
    with pytest.raises(UnreadableFile, match="文件是空的"):
        read_entries(read_bytes(b"\n\n"))


class TestTheSheetOfFields:
    def of(self, *fields: tuple[str, ...]) -> list[str]:
        content = as_xlsx(目录=[HEADER, PARKING], 字段=[FIELDS_HEADER, *fields])
        return [str(problem) for problem in read_entries(read_bytes(content)).problems]

    def test_is_told_by_its_name_and_line(self) -> None:
        assert self.of(("TR-001", "a", "", "文本", "", "")) == ["字段 第 2 行“中文名”：不能为空，请填写。"]

    def test_may_not_name_a_field_twice(self) -> None:
        row = ("TR-001", "a", "甲", "文本", "", "")
        assert self.of(row, row) == ["字段 第 3 行“字段名”：字段“a”在同一数据集中出现多次，请只保留一个。"]

    def test_may_not_speak_of_a_data_set_that_is_not_in_the_file(self) -> None:
        assert "目录中没有编号“TR-009”" in self.of(("TR-009", "a", "甲", "文本", "", ""))[0]

    def test_leaves_all_fields_alone_while_one_of_its_lines_is_wrong(self) -> None:
        content = as_xlsx(目录=[HEADER, PARKING], 字段=[FIELDS_HEADER, ("TR-001", "a", "甲", "诗", "", "")])
        assert read_entries(read_bytes(content)).entries[0].fields is None

    def test_and_json_beside_it_contradict_each_other(self) -> None:
        said = json.dumps([{"name": "a", "title": "甲", "type": "文本"}])
        fields = read_bytes(as_csv(("TR-001", "a", "甲", "文本", "", ""), header=FIELDS_HEADER)).catalogue
        both = replace(book((*PARKING, said), header=(*HEADER, "fields")), fields=fields)
        assert "请只保留一处" in str(read_entries(both).problems[0])
