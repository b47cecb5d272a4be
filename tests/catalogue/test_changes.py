"""What an import does to a catalogue that is in use, and what it will not do."""

from typing import Any

import pytest

from accounts.models import Organisation
from applications.importing.plan import make_plan
from applications.importing.write import import_book
from applications.models import Application, Dataset, DatasetField
from tests.factories import case_in, the_cast

from .files import HEADER, PARKING, STOPS, book

pytestmark = [pytest.mark.either, pytest.mark.django_db]
FIELDS = '[{"name":"stop_id","title":"站点编号","type":"文本"},{"name":"at","title":"时刻","type":"日期时间"}]'


def row_of(dataset: Dataset, **changes: str) -> tuple[str, ...]:
    said = {name: getattr(dataset, name) for name in HEADER} | {"provider": dataset.provider.name} | changes
    return tuple(said[name] for name in (*HEADER, *(name for name in changes if name not in HEADER)))


def everything_of(application: Application) -> dict[str, Any]:
    row = Application.objects.filter(pk=application.pk).values().get()
    return row | {f"case_{name}": value for name, value in type(application.case).objects.values().get().items()}


def test_fields_are_compared_one_by_one(departments: dict[str, Organisation]) -> None:
    import_book(book((*PARKING, FIELDS), header=(*HEADER, "fields")))
    changed = FIELDS.replace("站点编号", "站号").replace('{"name":"at"', '{"name":"on"')
    [change] = make_plan(book((*PARKING, changed), header=(*HEADER, "fields"))).changed
    assert [(str(d.title), d.old, d.new) for d in change.differences] == [
        ("字段 at", "时刻", "（无）"),
        ("字段 stop_id的中文名", "站点编号", "站号"),
        ("字段 on", "（无）", "时刻"),
    ]


def test_a_new_order_of_fields_is_a_change_and_is_written(departments: dict[str, Organisation]) -> None:
    import_book(book((*PARKING, FIELDS), header=(*HEADER, "fields")))
    one, other = FIELDS[1:-1].split("},")
    plan = import_book(book((*PARKING, f"[{other},{one}}}]"), header=(*HEADER, "fields")))
    assert [str(difference.title) for difference in plan.changed[0].differences] == ["字段顺序"]
    assert list(DatasetField.objects.order_by("position").values_list("name", flat=True)) == ["at", "stop_id"]


def test_a_file_without_fields_leaves_them_alone(departments: dict[str, Organisation]) -> None:
    import_book(book((*PARKING, FIELDS), header=(*HEADER, "fields")))
    import_book(book((*PARKING, ""), header=(*HEADER, "fields")))
    assert DatasetField.objects.count() == 2


def test_several_data_sets_change_at_once(departments: dict[str, Organisation]) -> None:
    header = (*HEADER, "applicant_kinds", "fast_track", "description")
    import_book(book((*PARKING, "法人", "否", "一"), (*STOPS, "法人", "否", "二"), header=header))
    plan = import_book(book((*PARKING, "自然人", "是", "三"), (*STOPS, "", "否", ""), header=header))
    assert len(plan.changed) == 2
    found = Dataset.objects.order_by("code").values_list("applicant_kinds", "fast_track", "description")
    assert list(found) == [(["natural_person"], True, "三"), ([], False, "")]


@pytest.mark.parametrize("openness", ["无条件开放", "不予开放"])
def test_what_opens_at_once_is_conditional_data(departments: dict[str, Organisation], openness: str) -> None:
    import_book(book((*PARKING, "是"), header=(*HEADER, "fast_track")))
    plan = import_book(book((*PARKING[:4], openness)))
    assert "只有“有条件开放”的数据集才能列入免申即用" in str(plan.problems[0])
    assert Dataset.objects.get().openness == "conditional"


class TestWhileAnApplicationIsUnderWay:
    def test_its_data_stays_as_it_is_when_the_data_set_changes(self) -> None:
        application = case_in("assessing")
        before = everything_of(application)
        row = row_of(application.dataset, title="新名称", domain="新领域", openness="closed")
        assert import_book(book(row)).is_sound
        assert Dataset.objects.get().title == "新名称"
        assert everything_of(application) == before

    def test_the_fields_it_asks_for_cannot_be_deleted(self) -> None:
        application = case_in("assessing")
        used = "、".join(sorted(application.requested_fields))
        fields = FIELDS.replace("stop_id", "other")
        plan = import_book(book(row_of(application.dataset, fields=fields), header=(*HEADER, "fields")))
        assert f"在办申请正在使用字段 {used}" in str(plan.problems[0])
        assert not DatasetField.objects.filter(name="other").exists()

    def test_its_department_cannot_be_replaced(self) -> None:
        application = case_in("submitted")
        plan = import_book(book(row_of(application.dataset, provider=the_cast().consulted.name)))
        assert "有 1 件在办申请，办结前不能更换数据提供单位" in str(plan.problems[0])

    @pytest.mark.parametrize("state", ["draft", "withdrawn", "refused"])
    def test_a_draft_or_an_ended_one_stands_in_nobodys_way(self, state: str) -> None:
        application = case_in(state)
        row = row_of(application.dataset, provider=the_cast().consulted.name, fields=FIELDS)
        assert import_book(book(row, header=(*HEADER, "fields"))).is_sound
