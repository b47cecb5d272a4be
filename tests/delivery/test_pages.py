"""Do the data pages show each person his own, and hand over files that a browser takes for nothing else?"""

import json
import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.conditions import Conditions
from jobs.clock import travel
from tests.delivery.lives import a_delivered_life
from tests.factories import Life, a_life, case_in, shanghai, the_cast
from workflow.models import Event

pytestmark = pytest.mark.django_db

PAGE = "/data/"


@pytest.fixture
def life() -> Life:
    return a_delivered_life(quota=3)


@pytest.fixture
def applicant(client: Client, life: Life) -> Client:
    client.force_login(life.cast.applicant)
    return client


def text(client: Client, at: str = "2026-09-11 09:00") -> str:
    with travel(shanghai(at)):
        page = client.get(PAGE).content.decode()
    return re.sub(r"\s+", " ", page)


def post(client: Client, life: Life, at: str = "2026-09-11 09:00") -> object:
    with travel(shanghai(at)):
        return client.post(reverse("data-download", args=[life.pk]), follow=True)


def test_the_page_shows_what_was_granted_until_when_and_what_is_left(applicant: Client, life: Life) -> None:
    page = text(applicant)
    assert "公交站点实时客流数据集" in page
    assert life.application.agreement.number in page
    assert "站点名称、站点编号（共 2 项）" in page
    assert "2026-09-10 至 2027-09-10（协议到期日）" in page
    assert "剩余 3 次，共 3 次" in page
    assert reverse("data-download", args=[life.pk]) in page


def test_a_download_is_a_file_with_a_chinese_name_that_is_only_saved(applicant: Client, life: Life) -> None:
    response = post(applicant, life)
    body = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    headers = response.headers  # type: ignore[attr-defined]
    assert body.startswith("stop_name,stop_id\r\n人民广场,S001\r\n")
    assert headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert "公交站点实时客流数据集_SQ-2026-" in unquote(headers["Content-Disposition"])
    assert headers["Content-Type"] == "text/csv; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in headers["Cache-Control"]
    assert int(headers["Content-Length"]) == len(body.encode())


def test_a_download_is_counted_and_listed_with_its_manifest(applicant: Client, life: Life) -> None:
    post(applicant, life)
    page = text(applicant, "2026-09-11 10:00")
    entry = Event.objects.get(case=life.pk, name="collect")
    assert "剩余 2 次，共 3 次" in page
    assert entry.facts["sha256"] in page
    assert reverse("data-manifest", args=[life.pk, entry.seq]) in page
    assert entry.facts["address"] == "127.0.0.1"


def test_only_a_posted_form_collects_and_a_link_leads_to_the_page(applicant: Client, life: Life) -> None:
    response = applicant.get(reverse("data-download", args=[life.pk]))
    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert not Event.objects.filter(case=life.pk, name="collect").exists()


def test_a_form_from_another_site_collects_nothing(life: Life) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(life.cast.applicant)
    assert client.post(reverse("data-download", args=[life.pk])).status_code == 403


def test_the_manifest_says_who_received_what(applicant: Client, life: Life) -> None:
    post(applicant, life)
    entry = Event.objects.get(case=life.pk, name="collect")
    response = applicant.get(reverse("data-manifest", args=[life.pk, entry.seq]))
    said = json.loads(response.content)
    assert said == {
        "recipient": "沪桥智行科技有限公司",
        "collected_by": "沈知远",
        "collected_at": "2026-09-11T09:00:00+08:00",
        "application": life.application.number,
        "agreement": life.application.agreement.number,
        "journal_entry": {"seq": entry.seq},
        "dataset": {"code": "JT-0001", "title": "公交站点实时客流数据集", "provider": "市交通委"},
        "file": {key: entry.facts[key] for key in ("name", "rows", "size", "sha256", "format")},
        "snapshot": entry.facts["snapshot"],
        "marking_rows": 0,
        "fields": [{"name": "stop_name", "title": "站点名称"}, {"name": "stop_id", "title": "站点编号"}],
        "fields_left_out": [
            {"name": "counted_at", "title": "统计时间"},
            {"name": "passengers", "title": "客流量"},
        ],
        "fields_processed": [],
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert unquote(response["Content-Disposition"]).endswith(".manifest.json")


def test_the_manifest_stays_to_be_had_when_access_has_ended(applicant: Client, life: Life) -> None:
    post(applicant, life)
    life.moment = shanghai("2026-09-12 09:00")
    life.do("revoke")
    entry = Event.objects.get(case=life.pk, name="collect")
    assert applicant.get(reverse("data-manifest", args=[life.pk, entry.seq])).status_code == 200


@pytest.mark.parametrize("seq", [1, 8, 999, 2**70])
def test_an_entry_that_is_no_download_has_no_manifest(applicant: Client, life: Life, seq: int) -> None:
    assert applicant.get(f"/data/{life.pk}/manifest/{seq}/").status_code == 404


@pytest.mark.parametrize("part", ["stranger", "person", "handler", "approver", "supervisor", "auditor", "sysadmin"])
def test_for_everyone_else_there_is_nothing(client: Client, life: Life, part: str) -> None:
    client.force_login(life.cast.people[part])
    assert "公交站点实时客流数据集" not in text(client)
    assert post(client, life).status_code == 404  # type: ignore[attr-defined]
    assert client.get(reverse("data-manifest", args=[life.pk, 1])).status_code == 404
    assert not Event.objects.filter(case=life.pk, name="collect").exists()


@pytest.mark.parametrize("pk", [0, 999_999, 2**63, 2**70])
def test_an_application_that_does_not_exist_is_not_found(applicant: Client, pk: int) -> None:
    assert applicant.post(f"/data/{pk}/download/").status_code == 404


@pytest.mark.parametrize("address", [PAGE, "/data/1/download/", "/data/1/manifest/1/"])
def test_a_visitor_is_asked_to_sign_in(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert "/accounts/login/" in response["Location"]


@pytest.mark.parametrize(
    ("verb", "said"),
    [("suspend", "数据已中止开放"), ("revoke", "本次数据使用已经结束"), ("close", "本次数据使用已经结束")],
)
def test_when_access_has_stopped_page_and_download_say_why_and_what_now(
    applicant: Client, life: Life, verb: str, said: str
) -> None:
    life.do(verb)
    page = text(applicant)
    assert said in page
    assert reverse("data-download", args=[life.pk]) not in page
    response = post(applicant, life)
    assert response.status_code == 403  # type: ignore[attr-defined]
    assert said in response.content.decode()  # type: ignore[attr-defined]


def test_after_the_last_download_page_and_download_say_so(applicant: Client, life: Life) -> None:
    for hour in ("09", "10", "11"):
        post(applicant, life, f"2026-09-11 {hour}:00")
    assert "次数已用完" in text(applicant, "2026-09-11 12:00")
    assert post(applicant, life, "2026-09-11 12:00").status_code == 403  # type: ignore[attr-defined]


def test_a_missing_file_is_told_clearly_and_not_counted(applicant: Client, life: Life) -> None:
    file = life.application.dataset.data_file
    file.storage.delete(file.name)
    response = post(applicant, life)
    assert response.status_code == 409  # type: ignore[attr-defined]
    assert "本次不计入下载次数" in response.content.decode()  # type: ignore[attr-defined]
    assert "剩余 3 次，共 3 次" in text(applicant)


def test_what_comes_by_an_interface_is_shown_with_the_words_of_the_delivery(client: Client) -> None:
    life = a_life()
    for verb in ("submit", "accept", "assess"):
        life.do(verb)
    life.do("approve", conditions=Conditions(("stop_id",), "api", 12))
    life.do("sign")
    life.do("seal")
    life.do("deliver", remarks="接口地址另行发送。")
    client.force_login(life.cast.applicant)
    page = text(client)
    assert "接口地址另行发送。" in page
    assert "接口密钥" in page
    assert reverse("data-download", args=[life.pk]) not in page


def test_a_person_without_data_is_told_how_to_come_by_them(client: Client) -> None:
    client.force_login(the_cast().stranger)
    assert "还没有可以领取的数据" in text(client)


def test_what_is_not_delivered_yet_is_not_listed(client: Client) -> None:
    case_in("delivering")
    client.force_login(the_cast().applicant)
    assert "还没有可以领取的数据" in text(client)


def test_more_grants_and_more_downloads_cost_no_more_queries(
    applicant: Client, life: Life, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # session, person; number of grants, grants, fields; downloads, remarks, copies, what is stopped;
    # roles, unread messages
    with django_assert_num_queries(13):
        applicant.get(PAGE)
    for _more in range(3):
        post(applicant, a_delivered_life())
    with django_assert_num_queries(13):
        applicant.get(PAGE)


def test_what_has_ended_stands_last(applicant: Client, life: Life) -> None:
    later = a_delivered_life()
    later.do("revoke")
    page = text(applicant)
    assert page.index(life.application.number) < page.index(later.application.number)


def test_the_page_counts_the_days_that_are_left(applicant: Client) -> None:
    assert "还有 364 天" in text(applicant)
    assert "今日到期" in text(applicant, "2027-09-10 09:00")


def test_it_says_what_to_do_when_the_end_comes_near(applicant: Client, life: Life) -> None:
    warning = "请在到期前申请续签"
    assert warning not in text(applicant, "2027-08-10 09:00")
    near = text(applicant, "2027-08-11 09:00")
    assert warning in near
    assert reverse("data-renewal", args=[life.pk]) in near
    ended = text(applicant, "2027-09-11 09:00")
    assert warning not in ended and reverse("data-renewal", args=[life.pk]) in ended
    assert reverse("begin-again", args=[life.pk]) in text(applicant, "2027-09-21 09:00")


def test_only_what_can_be_done_is_offered(applicant: Client, life: Life) -> None:
    open_page = text(applicant)
    assert reverse("agreement", args=[life.pk]) in open_page
    assert f"{reverse('application', args=[life.pk])}#h-use" in open_page
    life.moment = shanghai("2026-09-12 09:00")
    life.do("revoke")
    ended = text(applicant, "2026-09-12 10:00")
    assert "下载数据" not in ended
    assert "#h-use" not in ended
    assert reverse("agreement", args=[life.pk]) in ended


def test_suspended_data_are_not_applied_for_again(applicant: Client, life: Life) -> None:
    life.moment = shanghai("2027-09-01 09:00")
    life.do("suspend")
    assert reverse("begin-again", args=[life.pk]) not in text(applicant, "2027-09-02 09:00")
