"""What was changed after a supplement was asked for: field by field, file by file, round by round."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from applications.actions.attach import attach
from applications.actions.detach import detach
from applications.actions.request_supplement import request_supplement
from applications.actions.resubmit import resubmit
from applications.actions.save_draft import save_draft
from applications.changes import CONTENTS, contents, of_rounds, since_first
from applications.models import Application, AttachmentKind
from jobs.clock import Journey
from tests.factories import Cast, Life, a_life, shanghai

from .files import PDF
from .pages import text_of

pytestmark = pytest.mark.either


def asked(cast: Cast) -> Life:
    """An application of which a supplement was asked for on 10 September."""
    life = a_life()
    life.do("submit")
    life.do("request_supplement")
    return life


def changed(life: Life, **said: Any) -> None:
    save_draft(application=life.application, actor=life.cast.applicant, changes=said, now=life.moment)


def answered(life: Life) -> None:
    answers = {item.position: "已补正" for item in life.application.supplements.last().items.all()}  # type: ignore[union-attr]
    life.moment += life.step
    resubmit(application=life.application, actor=life.cast.applicant, answers=answers, now=life.moment)
    life.moment += life.step


def all_of(application: Application) -> tuple[list[Any], list[Any]]:
    supplements = list(application.supplements.prefetch_related("items").order_by("pk"))
    return supplements, list(application.attachments.order_by("pk"))


def rows(application: Application) -> dict[str, tuple[str, str]]:
    found = since_first(application, *all_of(application))
    return {change.label: (change.before, change.after) for change in found.fields}


def files(application: Application) -> list[tuple[str, str]]:
    return [(file.name, str(file.what)) for file in since_first(application, *all_of(application)).files]


def test_what_was_handed_in_is_kept_when_something_is_asked_for(cast: Cast) -> None:
    life = asked(cast)
    [supplement] = life.application.supplements.all()
    assert supplement.before == contents(life.application)
    assert set(supplement.before) == set(CONTENTS)
    assert "revision" not in supplement.before


def test_nothing_changed_is_told_as_nothing(cast: Cast) -> None:
    life = asked(cast)
    assert not since_first(life.application, *all_of(life.application))
    draft = a_life().application
    assert not since_first(draft, *all_of(draft))


def test_every_kind_of_field_is_told_in_words(cast: Cast) -> None:
    life = asked(cast)
    before = life.application
    changed(life, purpose="新场景", requested_fields=["stop_id"], delivery_mode="api", term_months=3, undertaking=False)
    found = rows(life.application)
    assert found["应用场景名称"] == (before.purpose, "新场景")
    assert found["申请字段"][1] == "站点编号"
    assert found["提供方式"] == ("数据下载", "接口访问")
    assert found["使用期限（月）"] == (str(before.term_months), "3")
    assert found["承诺"] == ("已承诺", "未承诺")
    assert len(found) == 5


def test_a_change_that_was_taken_back_is_none(cast: Cast) -> None:
    life = asked(cast)
    purpose = life.application.purpose
    changed(life, purpose="别的")
    changed(life, purpose=purpose)
    assert rows(life.application) == {}


def test_documents_that_came_and_went_are_told_and_passing_ones_are_not(cast: Cast, now: Journey) -> None:
    life = asked(cast)
    application, actor = life.application, cast.applicant
    old = application.attachments.current()[0]
    detach(attachment=old, actor=actor, now=life.moment)
    for name, kind in (("新材料.pdf", old.kind), ("传错.pdf", "other")):
        file = SimpleUploadedFile(name, PDF, "application/pdf")
        attach(application=application, actor=actor, kind=AttachmentKind(kind), file=file, now=life.moment)
    detach(attachment=application.attachments.get(name="传错.pdf"), actor=actor, now=life.moment + timedelta(hours=1))
    assert files(application) == [(old.name, "删除"), ("新材料.pdf", "新增")]


def test_each_round_tells_its_own_changes_and_the_first_comparison_tells_all(cast: Cast) -> None:
    life = asked(cast)
    changed(life, purpose="第一次改")
    answered(life)
    request_supplement(
        application=life.application, actor=cast.handler, items=[("预期成效", "请量化")], now=life.moment
    )
    life.moment += life.step
    changed(life, benefit="提高两成")
    rounds = of_rounds(life.application, *all_of(life.application))
    labels = [[change.label for change in changes.fields] for _supplement, changes in rounds]
    assert labels == [["应用场景名称"], ["预期成效"]]
    assert set(rows(life.application)) == {"应用场景名称", "预期成效"}


class TestThePage:
    def page(self, application: Application) -> str:
        return reverse("supplements", args=[application.pk])

    def test_lists_every_item_with_its_answer_and_what_was_changed(self, applicant: Client, cast: Cast) -> None:
        life = asked(cast)
        changed(life, purpose="改过的场景")
        answered(life)
        text = text_of(applicant.get(self.page(life.application)))
        for item in life.application.supplements.get().items.all():
            assert item.subject in text
            assert item.problem in text
        assert "已补正" in text
        assert "改过的场景" in text

    def test_is_for_the_applicant_and_the_officials_in_charge(self, client: Client, cast: Cast, now: Journey) -> None:
        application = asked(cast).application
        given = {}
        for part in ("applicant", "colleague", "handler", "supervisor", "stranger", "person", "consulted_handler"):
            client.force_login(cast.people[part])
            given[part] = client.get(self.page(application)).status_code
        assert given == {
            "applicant": 200, "colleague": 200, "handler": 200, "supervisor": 200, "stranger": 404, "person": 404,
            "consulted_handler": 404,
        }  # fmt: skip

    def test_without_any_supplement_says_so(self, applicant: Client, cast: Cast) -> None:
        life = a_life()
        life.do("submit")
        assert "没有补正" in text_of(applicant.get(self.page(life.application)))

    def test_shows_before_handing_in_again_what_was_changed(self, applicant: Client, cast: Cast, now: Journey) -> None:
        life = asked(cast)
        changed(life, purpose="改过的场景")
        now.move_to(shanghai("2026-09-11 10:00"))
        text = text_of(applicant.get(reverse("move", args=[life.pk, "resubmit"])))
        assert "本次改动" in text
        assert "改过的场景" in text

    def test_takes_the_same_queries_for_one_round_and_for_three(
        self, applicant: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        life = asked(cast)
        changed(life, requested_fields=["stop_id"])
        applicant.get(self.page(life.application))
        with django_assert_num_queries(QUERIES):
            applicant.get(self.page(life.application))
        for n in range(2):
            answered(life)
            items = [(f"预期成效（{n}）", "请量化")] * 5  # the same is asked again only by a supervisor
            request_supplement(application=life.application, actor=cast.handler, items=items, now=life.moment)
            life.moment += life.step
            changed(life, requested_fields=["stop_id", "stop_name"][: n + 1], benefit=f"成效 {n}")
        with django_assert_num_queries(QUERIES):
            applicant.get(self.page(life.application))


QUERIES = 12
