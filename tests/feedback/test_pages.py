"""The pages of feedback: a way through them, lists of constant cost, and hostile input."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from feedback.actions.assign import assign
from feedback.actions.support import support
from feedback.digest import lines
from feedback.models import Matter
from feedback.sweeps import sweep_matters
from jobs import clock
from tests.applicant.files import PDF
from tests.factories import Cast, a_dataset, shanghai, the_cast

from .lives import a_correction, a_demand, mended
from .test_ladder import NOTICE

pytestmark = pytest.mark.django_db
NOW = shanghai("2026-09-11 10:00")


@pytest.fixture
def cast() -> Iterator[Cast]:
    with clock.travel(NOW):
        yield the_cast()


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_way_from_the_data_set_to_the_corrected_snapshot(client: Client, cast: Cast) -> None:
    dataset = a_dataset(cast.provider)
    client.force_login(cast.person)
    assert "还没有人报告过该数据集的错误" in page(client, reverse("dataset", args=[dataset.code]))
    report = reverse("feedback-correct", args=[dataset.code])
    assert "2026 年 9 月 18 日" in page(client, report) or "9 月 18 日" in page(client, report)
    typed = {"problem": "wrong", "fields_wrong": ["passengers"], "rows": "S002", "wrong": "客流量明显偏大。"}
    sent = client.post(report, typed | {"file": SimpleUploadedFile("证明.pdf", PDF)}, follow=True)
    matter = Matter.objects.get()
    shown = sent.content.decode()
    assert matter.number in shown and "客流量" in shown and "时限日历" in shown and "证明.pdf" in shown
    file = client.get(reverse("feedback-evidence", args=[matter.pk]))
    assert b"".join(file.streaming_content) == PDF
    client.force_login(cast.handler)
    assert dataset.title in page(client, reverse("feedback-office"))
    answer = reverse("feedback-act", args=[matter.pk, "answer"])
    wanting = client.post(answer, {"outcome": "corrected", "text": "已更正。"})
    assert wanting.status_code == 422 and "请选择更正后的快照" in wanting.content.decode()
    snapshot = mended(dataset, NOW)
    said = {"outcome": "corrected", "text": "已更正。", "snapshot": snapshot.pk, "seen": matter.seq}
    assert "已完成" in client.post(answer, said, follow=True).content.decode()
    client.force_login(cast.person)
    assert "已更正" in page(client, reverse("feedback-matter", args=[matter.pk]))
    assert "收到纠错" in page(client, reverse("dataset", args=[dataset.code]))


def test_a_foreign_matter_is_not_there_and_an_act_that_is_not_ones_own_is_refused(client: Client, cast: Cast) -> None:
    matter = a_correction()
    client.force_login(cast.stranger)
    for name in ("feedback-matter", "feedback-evidence"):
        assert client.get(reverse(name, args=[matter.pk])).status_code == 404
    assert client.get(reverse("feedback-act", args=[matter.pk, "withdraw"])).status_code == 404
    client.force_login(cast.handler)
    assert client.get(reverse("feedback-act", args=[matter.pk, "withdraw"])).status_code == 403
    assert client.post(reverse("feedback-act", args=[matter.pk, "nothing"])).status_code == 404
    client.force_login(cast.assessor)
    assert client.post(reverse("feedback-act", args=[matter.pk, "take"])).status_code == 403


@pytest.mark.parametrize("typed", [
    {}, {"problem": "no_such"}, {"problem": "wrong", "wrong": "\0"}, {"problem": "wrong", "wrong": "字" * 2001},
    {"problem": "wrong", "wrong": "x", "fields_wrong": ["no_such"]}, {"problem": "wrong", "wrong": " "},
])  # fmt: skip
def test_what_is_wanting_is_said_with_all_that_was_typed(client: Client, cast: Cast, typed: dict[str, Any]) -> None:
    dataset = a_dataset(cast.provider)
    client.force_login(cast.person)
    answered = client.post(reverse("feedback-correct", args=[dataset.code]), typed | {"rows": "S002 的记录"})
    assert answered.status_code == 422 and "S002 的记录" in answered.content.decode()
    assert not Matter.objects.exists()


def test_a_file_that_is_none_of_those_taken_is_refused_on_the_form(client: Client, cast: Cast) -> None:
    dataset = a_dataset(cast.provider)
    client.force_login(cast.person)
    typed = {"problem": "wrong", "wrong": "偏大", "file": SimpleUploadedFile("x.pdf", b"MZ no pdf")}
    answered = client.post(reverse("feedback-correct", args=[dataset.code]), typed)
    assert answered.status_code == 422 and "偏大" in answered.content.decode()
    assert not Matter.objects.exists()


@pytest.mark.parametrize("query", ["?tab=no", "?page=9999", "?page=x", "?q=%00", "?show=no&q=" + "x" * 500])
def test_addresses_that_nobody_wrote_are_answered(client: Client, cast: Cast, query: str) -> None:
    client.force_login(cast.supervisor)
    for name in ("feedback", "feedback-office", "demands"):
        assert client.get(reverse(name) + query).status_code == 200
    assert client.get(reverse("feedback-matter", args=[2**63])).status_code == 404
    assert client.get(reverse("demand", args=[2**63])).status_code == 404


class TestListsCostTheSameHoweverLong:
    @pytest.fixture
    def few(self, cast: Cast) -> None:
        self.more(cast)

    def more(self, cast: Cast) -> None:
        for _ in range(3):
            a_correction(shanghai("2026-09-01 10:00"))
            demand = a_demand()
            assign(matter=demand, actor=cast.supervisor, to=cast.provider, now=NOW)
            support(matter=demand, actor=cast.handler, now=NOW)
            support(matter=demand, actor=cast.stranger, now=NOW)

    @pytest.mark.parametrize(
        ("part", "name", "queries"),
        [("person", "feedback", 9), ("handler", "feedback", 7), ("handler", "feedback-office", 18),
         ("supervisor", "feedback-office", 18), ("visitor", "demands", 3)],
    )  # fmt: skip
    def test_a_list(
        self, client: Client, cast: Cast, few: None, django_assert_num_queries: Any, part: str, name: str, queries: int
    ) -> None:
        if part != "visitor":
            client.force_login(cast.people[part])
        address = reverse(name)
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
        self.more(cast)
        with django_assert_num_queries(queries):
            client.get(address)


def test_the_supervisors_digest_and_overview_count_what_is_overdue(client: Client, cast: Cast) -> None:
    a_correction(shanghai("2026-09-01 10:00"))
    a_demand()
    sweep_matters(NOW)
    assert lines(date(2026, 9, 11)) == [
        "数据纠错和开放需求超期未答复：1 件", "其中黄牌督办：1 件", "待分派的开放需求：1 件",
    ]  # fmt: skip
    client.force_login(cast.supervisor)
    assert "反馈超期 1 件" in " ".join(page(client, reverse("supervision")).split())


def test_the_dry_run_of_a_notice_counts_the_matters_it_would_move(client: Client, cast: Cast) -> None:
    with clock.travel(shanghai("2026-09-24 10:00")):
        a_correction(shanghai("2026-09-22 09:00"))
        client.force_login(cast.sysadmin)
        shown = client.post(reverse("notice-new"), {"text": NOTICE, "step": "preview"}).content.decode()
    assert "另有 1 件数据纠错或者开放需求的届满日将变动" in shown
