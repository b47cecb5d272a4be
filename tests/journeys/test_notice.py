"""A holiday notice comes late: two administrators put it in force, and an applicant reads why his day has moved."""

import pytest

from accounts.models import Membership, User
from accounts.roles import Role
from tests.calendars.notice_texts import NEXT_YEAR
from tests.factories import shanghai

from .administrators import Administrator
from .applicants import Applicant
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def another_administrator(site: Site) -> User:
    with site.turn:
        user = User.objects.create_user("second.sysadmin@wuri.example", name="苏复")
        Membership.objects.create(user=user, organisation=site.cast.authority, role=Role.SYSADMIN, since="2020-01-01")
    return user


def test_a_notice_by_two_administrators_moves_the_day_of_an_open_case(site: Site) -> None:
    """The Sunday of 31 January becomes a working day: five working days end a day sooner."""
    life = site.has("submit", "accept", starts_at=shanghai("2027-01-27 09:00"))
    site.it_is("2027-01-27 15:00")
    number = life.application.number
    applicant, first = site.enter(Applicant), site.enter(Administrator)
    second = site.enter(Administrator, user=another_administrator(site))
    applicant.number = number
    applicant.sees_progress("风险评估", "2027 年 2 月 3 日（星期三）", "暂定")
    first.pastes(NEXT_YEAR, "届满日将变动的在办时限（1 个）", number, "2027-01-31")
    first.saves()
    first.sees("通知已录入，尚未生效。请另一名系统管理员复核。", "应当由另一名系统管理员对照原文复核")
    second.approves("国办发明电〔2026〕99号")
    second.sees("通知已生效，系统正在重新核定在办件的时限。")
    site.works()
    applicant.reads_message("时限按节假日安排重新核定", "国办发明电〔2026〕99号")
    applicant.sees_progress(
        "风险评估",
        "2027 年 2 月 2 日（星期二）",
        "有效答复时限的届满日由 2027 年 2 月 3 日改为 2027 年 2 月 2 日。",
        "依据：国办发明电〔2026〕99号",
    )
    second.looks_again()
    second.sees(number)
