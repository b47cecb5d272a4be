"""Data that are not open yet: asked for, supported once by each, assigned, answered within a limit, opened."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from feedback.actions.assign import assign
from feedback.actions.decline import decline
from feedback.actions.open_up import open_up
from feedback.actions.support import support
from feedback.actions.take import take
from feedback.actions.withdraw import withdraw
from feedback.models import MatterLimit, Outcome
from feedback.refusals import NotForYou, NotPublic, WrongMoment
from feedback.sweeps import sweep_matters
from jobs import clock
from notifications.models import Message
from tests.factories import Cast, a_dataset, shanghai, the_cast

from .lives import REASONS, a_demand, answered
from .scenes import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.both]
NOW = shanghai("2026-09-11 10:00")


@pytest.fixture
def cast() -> Cast:
    return the_cast()


def readers(kind: str) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_a_demand_is_the_publics_and_owed_an_answer_once_it_is_assigned(cast: Cast) -> None:
    matter = a_demand()
    assert (matter.number, matter.state, matter.department) == ("XQ-2026-000001", "unassigned", None)
    assert not MatterLimit.objects.exists()
    assert readers("feedback_ask") == {"周以宁", "段督"}
    with pytest.raises(NotPublic):
        support(matter=matter, actor=cast.stranger, now=NOW)
    with pytest.raises(NotForYou):
        assign(matter=matter, actor=cast.handler, to=cast.provider, now=NOW)
    assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
    limit = MatterLimit.objects.get(matter=matter)
    assert (limit.clock, limit.budget, limit.due_on) == ("demand", 10, date(2026, 9, 24))
    assert readers("feedback_assign") == {"周以宁", "陈承", "林续"}


def test_a_second_assignment_leaves_the_limit_as_it_is(cast: Cast) -> None:
    matter = a_demand()
    assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
    take(matter=matter, actor=cast.handler, now=shanghai("2026-09-14 10:00"))
    again = assign(matter=matter, actor=cast.supervisor, to=cast.consulted, now=shanghai("2026-09-15 10:00"))
    assert (again.department, again.handler, again.state) == (cast.consulted, None, "waiting")
    assert MatterLimit.objects.get(matter=matter).due_on == date(2026, 9, 24)


def test_each_person_supports_it_once_and_all_are_told_when_it_is_answered_and_opened(cast: Cast) -> None:
    matter = a_demand()
    assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
    for person in (cast.stranger, cast.stranger, cast.colleague):
        support(matter=matter, actor=person, now=NOW)
    with pytest.raises(NotPublic):
        support(matter=matter, actor=cast.person, now=NOW)
    assert matter.supports.count() == 2
    answered(matter, shanghai("2026-09-15 10:00"), Outcome.WILL_OPEN, **DAY)
    assert MatterLimit.objects.get(matter=matter).status == "met"
    open_up(matter=matter, actor=cast.handler, dataset=a_dataset(cast.provider), now=shanghai("2026-11-30 10:00"))
    everyone = {"周以宁", "钱若谷", "顾明澄"}
    assert readers("feedback_answer") == readers("feedback_open") == everyone
    with pytest.raises(NotPublic):
        support(matter=matter, actor=cast.handler, now=shanghai("2026-12-01 10:00"))


def test_a_demand_that_nobody_answers_gets_its_cards_as_a_correction_does(cast: Cast) -> None:
    matter = a_demand()
    assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
    assert sweep_matters(shanghai("2026-10-12 09:00")) == 5
    assert [one.name for one in matter.entries.all()][-2:] == ["yellow_card", "red_card"]


def test_a_supervisor_declines_what_stands_in_the_catalogue_and_its_author_takes_it_back(cast: Cast) -> None:
    matter, other = a_demand(), a_demand()
    decline(matter=matter, actor=cast.supervisor, dataset=a_dataset(cast.provider), now=NOW, **REASONS)
    assert "公交站点实时客流数据集" in Message.objects.get(kind="feedback_decline").body
    assert withdraw(matter=other, actor=cast.person, now=NOW).state == "withdrawn"
    with pytest.raises(WrongMoment):
        assign(matter=other, actor=cast.supervisor, to=cast.provider, now=NOW)


def test_the_public_page_has_no_name_and_is_there_only_once_it_is_assigned(client: Client, cast: Cast) -> None:
    matter = a_demand()
    address = reverse("demand", args=[matter.pk])
    with clock.travel(NOW):
        assert client.get(address).status_code == 404
        assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
        shown = client.get(address).content.decode()
        assert "出行规划服务" in shown and cast.person.name not in shown and cast.supervisor.name not in shown
        assert client.post(reverse("demand-support", args=[matter.pk])).status_code == 302
        assert matter.supports.count() == 0
        client.force_login(cast.stranger)
        client.post(reverse("demand-support", args=[matter.pk]))
        client.post(reverse("demand-support", args=[matter.pk]))
        assert "取消支持" in client.get(address).content.decode()
        client.post(reverse("demand-support", args=[matter.pk]), {"end": "1"})
    assert matter.supports.count() == 0


def test_what_cannot_be_opened_needs_its_ground_and_a_promise_its_day(client: Client, cast: Cast) -> None:
    matter = a_demand()
    assign(matter=matter, actor=cast.supervisor, to=cast.provider, now=NOW)
    address = reverse("feedback-act", args=[matter.pk, "answer"])
    client.force_login(cast.handler)
    with clock.travel(NOW):
        wanting = client.post(address, {"outcome": "cannot", "text": "涉及隐私"})
        assert wanting.status_code == 422 and "请选择不能开放的依据" in wanting.content.decode()
        wanting = client.post(address, {"outcome": "will_open", "text": "将开放", "opens_on": "2026-09-10"})
        assert wanting.status_code == 422 and "不能早于今天" in wanting.content.decode()
        assert client.post(address, {"outcome": "cannot", "text": "无", "causes": ["privacy"]}).status_code == 302
    answer = matter.answers.get()
    assert answer.ground == "《上海市数据条例》第四十一条" and answer.text.startswith("涉及个人隐私")
