"""How decisions come about: a review that upholds or reverses, a hard stop, three departments of which one keeps
silent, and what opens at once. Each through the pages of those concerned."""

from datetime import date

import pytest

from accounts.models import Membership, Organisation, User
from applications.models import Decision, DecisionKind
from tests.documents.reading import text as text_of
from tests.factories.cast import PASSWORD
from workflow.models import Consultation

from .applicants import Applicant
from .catalogue import STOPS
from .deciders import FORBIDDEN, Approver, Assessor, DeputyLeader, Supervisor
from .officials import ConsultedHandler, Handler
from .papers import Papers
from .site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REFUSED = ("submit", "accept", "assess", "refuse")
GROUND = "《上海市公共数据开放暂行办法》"


def a_review_is_asked_for(site: Site) -> tuple[Applicant, DeputyLeader, str]:
    """Of a refusal; a supervisor has said what he thinks of it."""
    life = site.has(*REFUSED)
    applicant, supervisor, leader = site.enter(Applicant), site.enter(Supervisor), site.enter(DeputyLeader)
    applicant.number = number = life.application.number
    applicant.sees_progress("不予开放", "前申请复核一次")
    applicant.asks_for_review("使用目的已经写明，请重新核对。")
    applicant.sees("复核申请已提交，复核时限开始计算。")
    applicant.sees_progress("复核中", "您现在无需操作", "剩余5个工作日")
    approver = site.enter(Approver)
    approver.finds_in("复核中", number)
    approver.opens_found(number)
    approver.sees("原决定由您作出，复核应当由另一人办理。")
    supervisor.advises(number, "改为同意开放", "申请材料能够证明使用目的。")
    supervisor.sees("已完成：复核监督意见。")
    leader.acts_on_message("复核监督意见已提出", "申请材料能够证明使用目的。")
    leader.sees("使用目的已经写明，请重新核对。", "申请材料能够证明使用目的。")
    return applicant, leader, number


def test_a_refusal_is_upheld_on_review_and_cannot_be_reviewed_again(site: Site) -> None:
    applicant, leader, _number = a_review_is_asked_for(site)
    leader.upholds("使用目的仍不在开放范围内。")
    leader.sees("已完成：维持不予开放。", "本件已结束，没有需要办理的事项。")
    applicant.reads_message("复核维持不予开放", "理由：使用目的仍不在开放范围内。")
    applicant.sees_progress("不予开放", "维持不予开放", "使用目的仍不在开放范围内。")
    applicant.sees_no("前申请复核一次")
    written = text_of(applicant.document("复核决定书"))
    assert "维持原决定" in written and "数开复〔2026〕0001号" in written and GROUND in written


def test_a_refusal_is_reversed_on_review_and_the_agreement_follows(site: Site) -> None:
    applicant, leader, _number = a_review_is_asked_for(site)
    leader.reverses("使用目的与开放范围相符。")
    leader.sees("已完成：改为同意开放。", "等待申请人签订协议")
    applicant.reads_message("复核改为同意开放", "数开复〔2026〕0001号")
    applicant.sees_progress("待签协议", "改为同意开放", "使用目的与开放范围相符。")
    written = text_of(applicant.document("复核决定书"))
    assert "撤销数开决〔2026〕0001号" in written and "数开决〔2026〕0002号" in written
    assert "使用目的与数据开放范围不符" in text_of(applicant.document("不予开放决定书"))
    assert "准予开放" in text_of(applicant.document("审核决定书"))


def test_a_hard_stop_is_told_to_the_approver_who_can_only_refuse(site: Site) -> None:
    life = site.has("submit", "accept")
    number = life.application.number
    assessor, approver, applicant = site.enter(Assessor), site.enter(Approver), site.enter(Applicant)
    assessor.opens(number)
    assessor.assesses("拟转提供原始数据，不符合开放条件。", FORBIDDEN)
    assessor.sees("已完成：出具评估。", "一票否决")
    approver.opens(number, "高")
    approver.approves()
    approver.sees("风险评估存在一票否决情形，不得同意开放")
    approver.opens(number)
    approver.refuses("拟公开或者转提供原始数据。", "《上海市数据条例》第四十一条")
    approver.sees("已完成：不予开放。")
    applicant.number = number
    applicant.sees_progress("不予开放", "拟公开或者转提供原始数据。")


def two_more_departments(site: Site) -> dict[str, User]:
    """Each with a handler."""
    found = {}
    with site.turn:
        for n, name in enumerate(("市经信委", "市网信办")):
            body = Organisation.objects.create(kind="department", name=name, credit_code=f"1131000000000000{n}X")
            user = User.objects.create_user(email=f"asked{n}@wuri.example", password=PASSWORD, name=f"会签{n}")
            Membership.objects.create(user=user, organisation=body, role="handler", since=date(2020, 1, 1))
            found[name] = user
    return found


def test_of_three_departments_one_keeps_silent_and_a_part_is_opened(site: Site) -> None:
    asked = two_more_departments(site)
    number = site.has("submit", "accept").application.number
    assessor, approver = site.enter(Assessor), site.enter(Approver)
    assessor.opens(number)
    assessor.consults(["市公安局", *asked], "开放明细字段是否影响公共安全。", "涉及客流明细，建议征求意见。")
    assessor.sees("已完成：征求意见。")
    for who, verdict in ((site.cast.consulted_handler, "不同意开放"), (asked["市经信委"], "同意开放")):
        consulted = site.enter(ConsultedHandler, user=who)
        consulted.opens(number, "会签征求意见")
        consulted.gives_opinion(verdict, f"本部门{verdict}。")
        consulted.sees("已完成：出具意见。")
    site.it_is("2026-09-15 00:05")  # two working days have passed
    site.works()
    approver.reads_message("会签期限届满，待审核决定", "市网信办")
    approver.opens(number, "审核决定", "高")
    approver.sees("本部门不同意开放。", "本部门同意开放。", "逾期未答复")
    approver.approves(without=["客流量"], 审核意见="公安部门不同意开放客流量。")
    approver.sees("已完成：同意开放。", "部分同意开放")
    with site.turn:
        assert Decision.objects.get().kind == DecisionKind.APPROVE_PARTLY
        silent = Consultation.objects.get(silent_at__isnull=False)
        assert silent.department.name == "市网信办"


def test_what_is_on_the_fast_track_is_agreed_to_while_the_applicant_stands_by(site: Site, papers: Papers) -> None:
    applicant, handler = site.enter(Applicant), site.enter(Handler)
    number = applicant.applies(STOPS, papers, ["站点编号", "站点名称"])
    site.works()
    applicant.sees_progress("待签协议", "免申即用", "同意开放")
    handler.finds_nothing_waiting()
    site.it_is("2026-09-11 09:30")
    site.works()
    handler.acts_on_message("免申即用抽查，待复查", number)
    handler.sees("按数据集的预先评估和本件的事实自动评分。", "系统")
    form = handler.form("recheck")
    form.get_by_label("开放适当", exact=True).check()
    form.get_by_label("复查意见").fill("与预先评估相符。")
    form.locator("button[data-do]").click()
    handler.sees("已完成：人工复查。")
    handler.chooses_from_menu("审核办理")
    handler.chooses_at_the_side("免申即用")
    handler.sees(number, "开放适当", "与预先评估相符。")
