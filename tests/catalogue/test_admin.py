"""Keeping the catalogue by hand: what the administration pages accept and what they refuse, in words."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from applications.importing.data_file import count_rows
from applications.models import Dataset
from jobs.clock import travel
from tests.factories import a_dataset, case_in, shanghai, the_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client) -> Client:
    """A browser in which the system administrator is signed in."""
    client.force_login(User.objects.create_superuser("admin@wuri.example", name="管理员"))
    return client


def data(name: str, content: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode(), "text/csv")


def form_of(dataset: Dataset, *, fields: tuple[str, ...] = ("a", "b"), **said: Any) -> dict[str, Any]:
    """What the page sends for a data set with these fields, all of them new."""
    typed = {
        "title": dataset.title, "domain": "交通", "provider": dataset.provider_id, "openness": "conditional",
        "applicant_kinds": ["legal_person"], "delivery_modes": ["download"], "code": dataset.code,
        "fields-TOTAL_FORMS": len(fields), "fields-INITIAL_FORMS": 0,
        "tags-TOTAL_FORMS": 0, "tags-INITIAL_FORMS": 0,
    } | said  # fmt: skip
    for place, name in enumerate(fields):
        row = {"position": place + 1, "name": name, "title": name.upper(), "type": "text"}
        typed |= {f"fields-{place}-{key}": value for key, value in row.items()}
    return typed


def kept_fields(dataset: Dataset, *, without: str = "") -> dict[str, Any]:
    """The rows of the fields that are there, one of them ticked for deletion."""
    typed: dict[str, Any] = {}
    stored = list(dataset.fields.all())
    for place, field in enumerate(stored):
        row = {"id": field.pk, "position": field.position, "name": field.name, "title": field.title, "type": "text"}
        row |= {"DELETE": "on"} if field.name == without else {}
        typed |= {f"fields-{place}-{key}": value for key, value in row.items()}
    return typed | {"fields-TOTAL_FORMS": len(stored), "fields-INITIAL_FORMS": len(stored)}


def errors(response: Any) -> str:
    assert response.status_code == 200, "the page should have refused"
    context = response.context
    inline = context["inline_admin_formsets"][-1].formset
    return f"{context['adminform'].form.errors} {inline.errors} {inline.non_form_errors()}"


ADD = "admin:applications_dataset_add"
CHANGE = "admin:applications_dataset_change"


def test_a_new_data_set_comes_with_its_fields_and_its_data(office: Client) -> None:
    new = Dataset(code="N-1", title="新数据", provider=the_cast().provider)
    with travel(shanghai("2026-11-23 10:00")):
        response = office.post(reverse(ADD), form_of(new, data_file=data("d.csv", "a,b\n1,2\n3,4\n")))
    assert response.status_code == 302
    dataset = Dataset.objects.get(code="N-1")
    assert (dataset.row_count, str(dataset.updated_on)) == (2, "2026-11-23")
    assert dataset.applicant_kinds == ["legal_person"]
    assert [field.name for field in dataset.fields.all()] == ["a", "b"]
    assert dataset.data_file.read() == b"a,b\n1,2\n3,4\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,c\n1,2\n", "缺少：b"),
        ("a,b\n1\n", "第 2 行有 1 个单元格，应为 2 个"),
        ('a,b\n"1,2\n', "不是正确的 CSV"),
    ],
)
def test_data_that_does_not_fit_the_fields_is_refused(office: Client, content: str, said: str) -> None:
    new = Dataset(code="N-1", title="新数据", provider=the_cast().provider)
    assert said in errors(office.post(reverse(ADD), form_of(new, data_file=data("d.csv", content))))
    assert not Dataset.objects.exists()


def test_only_conditional_data_opens_at_once(office: Client) -> None:
    new = Dataset(code="N-1", title="新数据", provider=the_cast().provider)
    response = office.post(reverse(ADD), form_of(new, openness="closed", fast_track="on"))
    assert "只有“有条件开放”的数据集" in errors(response)


def test_a_field_in_use_cannot_be_deleted(office: Client) -> None:
    dataset = case_in("assessing").dataset
    used = dataset.applications.get().requested_fields[0]
    response = office.post(reverse(CHANGE, args=[dataset.pk]), form_of(dataset) | kept_fields(dataset, without=used))
    assert f"在办申请正在使用字段 {used}" in errors(response)


def test_the_department_of_an_application_under_way_stays(office: Client) -> None:
    dataset = case_in("assessing").dataset
    changed = form_of(dataset, provider=the_cast().consulted.pk) | kept_fields(dataset)
    response = office.post(reverse(CHANGE, args=[dataset.pk]), changed)
    assert "办结前不能更换数据提供单位" in errors(response)


def test_a_code_is_given_once(office: Client) -> None:
    dataset = a_dataset(the_cast().provider)
    office.post(reverse(CHANGE, args=[dataset.pk]), form_of(dataset, code="OTHER") | kept_fields(dataset))
    assert Dataset.objects.get().code == dataset.code


def test_the_list_can_be_searched_and_opened(office: Client) -> None:
    dataset = a_dataset(the_cast().provider)
    listed = office.get(reverse("admin:applications_dataset_changelist"), {"q": dataset.code})
    assert dataset.title in listed.content.decode()
    assert office.get(reverse(CHANGE, args=[dataset.pk])).status_code == 200


def test_counting_rows_leaves_the_file_open_at_its_start() -> None:
    file = BytesIO('\ufeffa,b\r\n1,"x\ny"\r\n\r\n'.encode())
    assert count_rows(file, ["a"]) == 1
    assert file.read(3) == b"\xef\xbb\xbf"
