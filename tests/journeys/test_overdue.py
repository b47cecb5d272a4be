"""A case that nobody answers: the supervisor sees it, reminds the department, and gives it to someone else."""

import pytest

from accounts.models import User

from .applicants import Applicant
from .catalogue import BUSES
from .deciders import Supervisor
from .officials import Handler
from .papers import Papers
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_case_that_is_late_comes_into_other_hands(site: Site, papers: Papers) -> None:
    User.objects.filter(pk=site.cast.supervisor.pk).update(is_demo=True)
    applicant, supervisor = site.enter(Applicant), site.enter(Supervisor, signed_in=False)
    number = applicant.applies(BUSES, papers)
    site.it_is("2026-09-21 10:00")  # after Friday the 18th and the make-up Sunday it is late by three days
    applicant.sees_progress("待受理", "超期3个工作日", "已于 2026 年 9 月 17 日（星期四）届满，应尽快作出决定")
    supervisor.signs_in_by_one_click()
    supervisor.is_on("/supervision/")
    supervisor.finds_late(number, "超期 3 个工作日", "09-17 届满", "市交通委", "未分派")
    supervisor.nudges(number)
    supervisor.sees("已完成：催办。")
    supervisor.finds_late(number, "今日已催办")
    handler, second = site.enter(Handler), site.enter(Handler, "second_handler")
    handler.reads_message("催办", "请查看所处环节，及时办理。")
    handler.opens(number, "超期 3 个工作日", "09-17 已届满")
    supervisor.reassigns(number, to="林续", reasons="原承办人休假。")
    supervisor.sees("已完成：改派。", "本件由林续承办。")
    second.reads_message("已改派给林续", "理由：原承办人休假。")
    second.opens(number, "林续")
    second.accepts()
    second.sees("已完成：受理。", "段督（督办人员）")
    handler.finds_nothing_waiting()
    supervisor.finds_late(number, "林续", "风险评估")
