"""import_notice and approve_notice: a dry run unless told otherwise, two people, clear errors."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from calendars import store
from calendars.models import HolidayNotice
from jobs.clock import travel
from jobs.models import Job
from tests.calendars.notice_texts import NEXT_YEAR, TEXTS
from tests.factories import a_life, shanghai

pytestmark = pytest.mark.django_db

NOW = shanghai("2026-12-28 10:00")


@pytest.fixture(autouse=True)
def _now():
    store.index_for.cache_clear()
    with travel(NOW):
        yield


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "notice.txt"
    path.write_text(NEXT_YEAR, encoding="utf-8")
    return str(path)


def said(*arguments: str, **options: object) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


def test_without_apply_everything_is_shown_and_nothing_written(file: str) -> None:
    life = a_life(starts_at=shanghai("2026-12-28 08:00"))
    life.do("submit", at=shanghai("2026-12-28 09:00"))
    text = said("import_notice", file)
    assert "CN-2027 国办发明电〔2026〕99号 国务院办公厅（尚未录入）" in text
    assert "2027-02-14（日） 上班" in text
    assert "检查：未发现问题。" in text
    assert "2027-01-31（日） 周末 → 调休上班" in text
    assert f"{life.application.number} 有效答复时限 2027-01-05（暂定） → 2027-01-05" in text
    assert "届满日将变动的在办时限：1 个。" in text
    assert "没有写入任何内容" in text
    assert not HolidayNotice.objects.filter(code="CN-2027").exists()


def test_apply_records_and_another_person_approves(file: str) -> None:
    assert "已录入 CN-2027" in said("import_notice", file, "--apply", "--by", "甲")
    assert not HolidayNotice.objects.get(code="CN-2027").in_force
    assert "没有变化" in said("import_notice", file, "--apply", "--by", "甲")
    with pytest.raises(CommandError, match="录入人不能复核"):
        call_command("approve_notice", "CN-2027", "--by", "甲")
    assert "CN-2027 已生效" in said("approve_notice", "CN-2027", "--by", "乙")
    assert "没有变化" in said("approve_notice", "CN-2027", "--by", "乙")
    assert Job.objects.filter(name="workflow.resettle").count() == 1
    assert "（已生效）" in said("import_notice", file)


def test_the_amendments_are_known_as_what_they_are(tmp_path: Path) -> None:
    path = tmp_path / "extension.txt"
    path.write_text(TEXTS["CN-2020-extension"], encoding="gb18030")
    text = said("import_notice", str(path), "--apply", "--by", "甲")
    assert "CN-2020-extension 已经生效，没有变化。" in text
    assert "检查·提示：工作日放假天数减去调休上班天数" in text
    assert "注意：未作为放假或者上班读取" in text


@pytest.mark.parametrize(
    ("content", "arguments", "reason"),
    [
        ("你好", (), "年份"),
        ("", (), "请粘贴"),
        ("{", (), "JSON"),
        (NEXT_YEAR, ("--apply",), "--by"),
        (NEXT_YEAR.replace("5月8日（周六）上班。", ""), ("--apply", "--by", "甲"), "请写明理由"),
        (NEXT_YEAR.replace("〔2026〕99号", "〔2025〕7号"), ("--apply", "--by", "甲"), "不得改动"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    tmp_path: Path, content: str, arguments: tuple[str, ...], reason: str
) -> None:
    path = tmp_path / "notice.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=reason) as error:
        said("import_notice", str(path), *arguments)
    assert error.value.returncode == 2
    assert HolidayNotice.objects.count() == 13


def test_a_file_that_is_not_there_and_a_code_that_is_unknown_are_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        said("import_notice", str(tmp_path / "none.txt"))
    with pytest.raises(CommandError, match="没有代码为 CN-1999 的通知"):
        said("approve_notice", "CN-1999", "--by", "乙")
