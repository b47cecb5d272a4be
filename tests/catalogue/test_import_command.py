"""manage.py import_catalogue, from the file on the disk to the words on the terminal."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Organisation, OrganisationKind
from applications.models import Dataset, DatasetField

from .files import FIELDS_HEADER, PARKING, SCHOOLS, STOPS, as_csv, as_xlsx

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def run(path: Path, *options: str) -> str:
    """What the command says when it ends well."""
    out = StringIO()
    call_command("import_catalogue", str(path), *options, stdout=out, no_color=True)
    return out.getvalue()


def written(folder: Path, content: bytes, name: str = "catalogue.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.usefixtures("departments")
class TestADryRun:
    def test_says_what_would_be_created_and_writes_nothing(self, tmp_path: Path) -> None:
        said = run(written(tmp_path, as_csv(PARKING, SCHOOLS)))
        assert "新建 2 个数据集" in said
        assert "第 2 行 TR-001 停车场信息（市交通委，有条件开放）" in said
        assert "第 3 行 ED-001 小学信息（市教委，无条件开放）" in said
        assert "试运行，没有写入" in said
        assert not Dataset.objects.exists()

    def test_shows_each_change_from_old_to_new(self, tmp_path: Path) -> None:
        run(written(tmp_path, as_csv(PARKING)), "--apply")
        moved = ("TR-001", "公共停车场信息", "城市交通", "市教委", "无条件开放")
        said = run(written(tmp_path, as_csv(moved)))
        assert "修改 1 个数据集" in said
        assert "名称：停车场信息 → 公共停车场信息" in said
        assert "领域：交通 → 城市交通" in said
        assert "数据提供单位：市交通委 → 市教委" in said
        assert "开放类型：有条件开放 → 无条件开放" in said

    def test_counts_what_the_file_does_not_name(self, tmp_path: Path) -> None:
        run(written(tmp_path, as_csv(PARKING, STOPS)), "--apply")
        said = run(written(tmp_path, as_csv(PARKING)))
        assert "1 个数据集不变" in said
        assert "目录中另有 1 个数据集不在文件中" in said

    def test_says_what_keeps_conditional_data_from_being_applied_for(self, tmp_path: Path) -> None:
        said = run(written(tmp_path, as_csv(PARKING, SCHOOLS)))
        assert "停车场信息尚缺可申请主体、提供方式、字段" in said
        assert "小学信息尚缺" not in said


@pytest.mark.usefixtures("departments")
class TestApply:
    def test_writes_every_data_set(self, tmp_path: Path) -> None:
        header = ("code", "title", "domain", "provider", "openness", "grade", "applicant_kinds", "fast_track")
        row = (*PARKING, "一般数据 2 级", "自然人、法人", "是")
        run(written(tmp_path, as_csv(row, header=header)), "--apply")
        dataset = Dataset.objects.get(code="TR-001")
        assert (dataset.title, dataset.provider.name, dataset.openness) == ("停车场信息", "市交通委", "conditional")
        assert (dataset.grade, dataset.fast_track) == ("general_2", True)
        assert dataset.applicant_kinds == ["legal_person", "natural_person"]

    def test_of_the_same_file_again_changes_nothing(self, tmp_path: Path) -> None:
        path = written(tmp_path, as_csv(PARKING, STOPS, SCHOOLS))
        run(path, "--apply")
        before = list(Dataset.objects.values())
        assert "3 个数据集不变" in run(path, "--apply")
        assert list(Dataset.objects.values()) == before

    def test_leaves_alone_what_the_file_has_no_column_for(self, tmp_path: Path) -> None:
        run(written(tmp_path, as_csv(PARKING)), "--apply")
        Dataset.objects.update(description="全市停车场。", delivery_modes=["api"])
        run(written(tmp_path, as_csv(("TR-001", "停车场", *PARKING[2:]))), "--apply")
        dataset = Dataset.objects.get()
        assert (dataset.title, dataset.description, dataset.delivery_modes) == ("停车场", "全市停车场。", ["api"])

    def test_takes_the_fields_from_a_second_file(self, tmp_path: Path) -> None:
        fields = written(
            tmp_path,
            as_csv(
                ("TR-001", "lot", "停车场", "字符型(50)", "", ""),
                ("TR-001", "free", "空余", "int", "单位：个", "是"),
                header=FIELDS_HEADER,
            ),
            "fields.csv",
        )
        run(written(tmp_path, as_csv(PARKING)), "--fields", str(fields), "--apply")
        found = DatasetField.objects.values_list("position", "name", "type", "is_sensitive")
        assert list(found) == [(1, "lot", "text", False), (2, "free", "integer", True)]

    def test_takes_a_workbook_with_its_sheet_of_fields(self, tmp_path: Path) -> None:
        content = as_xlsx(
            目录=[("编号", "名称", "领域", "数据提供单位", "开放类型"), PARKING],
            字段=[FIELDS_HEADER, ("TR-001", "lot", "停车场", "文本", None, False)],
        )
        assert "读到 1 行（XLSX）" in run(written(tmp_path, content, "catalogue.xlsx"), "--apply")
        assert DatasetField.objects.get().dataset.title == "停车场信息"


class TestWhatIsWrong:
    def test_is_told_line_by_line_and_nothing_is_written(
        self, tmp_path: Path, departments: dict[str, Organisation]
    ) -> None:
        bad = ("TR-003", "", "交通", "市交通委", "半开放")
        path = written(tmp_path, as_csv(PARKING, bad, SCHOOLS))
        with pytest.raises(CommandError) as refused:
            run(path, "--apply")
        assert refused.value.returncode == 1
        said = str(refused.value)
        assert "有 2 处问题" in said
        assert "第 3 行“名称”：不能为空，请填写。" in said
        assert "第 3 行“开放类型”：不认识“半开放”，请填写：无条件开放、有条件开放、不予开放。" in said
        assert "没有写入任何内容" in said
        assert not Dataset.objects.exists()

    def test_of_a_dry_run_is_told_too(self, tmp_path: Path, departments: dict[str, Organisation]) -> None:
        with pytest.raises(CommandError, match="第 2 行“名称”"):
            run(written(tmp_path, as_csv(("TR-001", "", *PARKING[2:]))))

    def test_a_department_that_is_not_there_is_named_with_what_may_be_meant(
        self, tmp_path: Path, departments: dict[str, Organisation]
    ) -> None:
        path = written(tmp_path, as_csv((*PARKING[:3], "市交通局", "conditional")))
        with pytest.raises(CommandError, match="没有登记“市交通局”，是否应为“市交通委”"):
            run(path, "--apply")

    def test_departments_are_created_only_when_that_is_asked_for(self, tmp_path: Path) -> None:
        path = written(tmp_path, as_csv(PARKING, STOPS, SCHOOLS))
        with pytest.raises(CommandError, match="请先在后台登记该部门"):
            run(path, "--apply")
        assert not Organisation.objects.exists()
        said = run(path, "--apply", "--create-departments")
        assert "一并登记 2 个部门" in said
        assert set(Organisation.objects.values_list("name", "kind")) == {
            ("市交通委", "department"),
            ("市教委", "department"),
        }

    def test_a_company_cannot_be_a_provider(self, tmp_path: Path) -> None:
        Organisation.objects.create(
            kind=OrganisationKind.LEGAL_PERSON, name="市交通委", credit_code="91310000DEM000001H"
        )
        with pytest.raises(CommandError, match="“市交通委”不是政府部门"):
            run(written(tmp_path, as_csv(PARKING)), "--create-departments")

    def test_a_file_that_is_not_there_is_named(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError, match=r"不能读取文件 .*missing\.csv"):
            run(tmp_path / "missing.csv")
