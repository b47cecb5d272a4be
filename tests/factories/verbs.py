"""What each person says when it is his turn: one function for each verb, calling the action of the same name."""

import hashlib
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import User
from applications.actions.accept import accept as accept_action
from applications.actions.advise_review import advise_review as advise_review_action
from applications.actions.approve import approve as approve_action
from applications.actions.assess import assess as assess_action
from applications.actions.assign import assign as assign_action
from applications.actions.attach import attach
from applications.actions.claim import claim as claim_action
from applications.actions.close import close as close_action
from applications.actions.consult import consult as consult_action
from applications.actions.deliver import deliver as deliver_action
from applications.actions.fast_track import fast_track as fast_track_action
from applications.actions.first_sign import first_sign as first_sign_action
from applications.actions.give_opinion import give_opinion as give_opinion_action
from applications.actions.keep_assessment import keep_assessment as keep_assessment_action
from applications.actions.lapse import lapse as lapse_action
from applications.actions.not_accept import not_accept as not_accept_action
from applications.actions.nudge import nudge as nudge_action
from applications.actions.reassign import reassign as reassign_action
from applications.actions.recheck import recheck as recheck_action
from applications.actions.record_silence import record_silence as record_silence_action
from applications.actions.refuse import refuse as refuse_action
from applications.actions.request_review import request_review as request_review_action
from applications.actions.request_supplement import request_supplement as request_supplement_action
from applications.actions.resubmit import resubmit as resubmit_action
from applications.actions.resume import resume as resume_action
from applications.actions.return_to_assessment import return_to_assessment as return_to_assessment_action
from applications.actions.reverse import reverse as reverse_action
from applications.actions.revoke import revoke as revoke_action
from applications.actions.save_draft import save_draft
from applications.actions.seal import seal as seal_action
from applications.actions.sign import sign as sign_action
from applications.actions.submit import submit as submit_action
from applications.actions.suspend import suspend as suspend_action
from applications.actions.take_over import take_over as take_over_action
from applications.actions.uphold import uphold as uphold_action
from applications.actions.withdraw import withdraw as withdraw_action
from applications.agreement_texts import TEXTS, outstanding
from applications.checklist import required_attachments
from applications.conditions import Conditions
from applications.models import Agreement, AgreementReading

from .answers import HIGH_RISK, LOW_RISK

if TYPE_CHECKING:
    from .lives import Life

FILLED = {
    "purpose": "公交线网优化研究",
    "use_case": "分析早晚高峰客流分布，向公交企业提出班次调整建议；数据仅在公司内部分析平台使用。",
    "benefit": "高峰候车时间预计缩短 8%。",
    "recipients": "仅内部使用，研究结论提供给市交通委。",
    "requested_fields": ["stop_id", "stop_name", "counted_at", "passengers"],
    "delivery_mode": "download",
    "term_months": 12,
    "security_measures": "专用服务器存储，分级授权，操作留痕，专人管理。",
    "contact_name": "沈知远",
    "contact_phone": "13800000000",
    "contact_address": "上海市人民大道 203 号",
    "undertaking": True,
}
APPEAL_GROUND = "《上海市公共数据开放暂行办法》"
# The smallest file that is taken for a PDF; nothing is typeset in tests that are not about documents.
TEXT = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n107\n%%EOF\n"
)


def _act(action: Any, life: "Life", actor: Any, **said: Any) -> None:
    action(application=life.application, actor=actor, now=life.moment, **said)


# ---- the applicant ----


def fill_in(life: "Life", **changes: Any) -> None:
    _act(save_draft, life, life.applicant, changes={**FILLED, **changes})


def hand_in_documents(life: "Life") -> None:
    for kind in required_attachments(life.application.applicant_kind):
        _act(attach, life, life.applicant, kind=kind, file=SimpleUploadedFile(f"{kind.label}.pdf", TEXT))


def submit(life: "Life", **said: Any) -> None:
    _act(submit_action, life, life.applicant, **said)


def resubmit(life: "Life", **said: Any) -> None:
    asked = life.application.supplements.get(answered_at__isnull=True).items.all()
    answers = {item.position: "已按要求补充说明。" for item in asked}
    _act(resubmit_action, life, life.applicant, **({"answers": answers} | said))


def first_sign(life: "Life", **said: Any) -> None:
    agreement = put_text_on_file(life)
    read_to_the_end(life, life.applicant)
    _act(first_sign_action, life, life.applicant, **({"seen_sha256": agreement.sha256} | said))


def sign(life: "Life", **said: Any) -> None:
    agreement = put_text_on_file(life)
    read_to_the_end(life, life.applicant)
    _act(sign_action, life, life.applicant, **({"seen_sha256": agreement.sha256, "address": "127.0.0.1"} | said))
    put_text_on_file(life)


def close(life: "Life", **said: Any) -> None:
    _act(close_action, life, life.applicant, **({"confirmed": True, "statement": "副本已全部销毁。"} | said))


def withdraw(life: "Life", **said: Any) -> None:
    _act(withdraw_action, life, life.applicant, **({"reasons": "项目调整，不再需要。"} | said))


def nudge(life: "Life", **said: Any) -> None:
    _act(nudge_action, life, life.applicant, **said)


# ---- the office ----


def claim(life: "Life", **said: Any) -> None:
    _act(claim_action, life, life.cast.handler, **said)


def reassign(life: "Life", **said: Any) -> None:
    to = {"to": life.cast.second_handler, "reasons": "原承办人休假。"}
    _act(reassign_action, life, life.cast.supervisor, **(to | said))


def assign(life: "Life", **said: Any) -> None:
    _act(assign_action, life, life.cast.approver, **({"to": life.cast.second_handler} | said))


def take_over(life: "Life", **said: Any) -> None:
    _act(take_over_action, life, life.cast.deputy_leader, **({"reasons": "承办人长期离岗。"} | said))


def request_supplement(life: "Life", **said: Any) -> None:
    items = [
        ("应用场景说明", "请写明数据用在哪个系统、由谁使用。"),
        ("安全承诺书", "缺少法定代表人签字，请补签后重新上传。"),
    ]
    if before := life.application.supplements.count():
        items = [(f"补充说明（{before}）", "请补充。")]  # the same is not asked twice
    _act(request_supplement_action, life, life.cast.handler, **({"items": items} | said))


def accept(life: "Life", **said: Any) -> None:
    _act(accept_action, life, life.cast.handler, **said)


def not_accept(life: "Life", **said: Any) -> None:
    why = {"reasons": "申请事项不属于本单位职责范围。", "ground": APPEAL_GROUND, "lateness": "ours"}
    _act(not_accept_action, life, life.cast.handler, **(why | said))


def keep_assessment(life: "Life", **said: Any) -> None:
    kept = {"opinion": "用途、字段和利用情况报告均已核对，没有变化。"} | said
    _act(keep_assessment_action, life, kept.pop("actor", life.cast.handler), **kept)


def assess(life: "Life", **said: Any) -> None:
    found = {"answers": LOW_RISK, "opinion": "风险可控，建议开放。"}
    _act(assess_action, life, life.cast.assessor, **(found | said))


def consult(life: "Life", **said: Any) -> None:
    asked = {
        "answers": HIGH_RISK, "opinion": "涉及客流明细，建议征求意见。",
        "departments": [life.cast.consulted], "question": "开放明细字段是否影响公共安全。",
    }  # fmt: skip
    _act(consult_action, life, life.cast.assessor, **(asked | said))


def give_opinion(life: "Life", **said: Any) -> None:
    _act(give_opinion_action, life, life.cast.consulted_handler, **({"agrees": True, "opinion": "无不同意见。"} | said))


def return_to_assessment(life: "Life", **said: Any) -> None:
    _act(return_to_assessment_action, life, life.cast.approver, **({"reasons": "请补充评估提供方式的风险。"} | said))


def approve(life: "Life", **said: Any) -> None:
    wanted = life.application
    conditions = Conditions(tuple(wanted.requested_fields), wanted.delivery_mode, wanted.term_months or 12)
    _act(approve_action, life, life.cast.approver, **({"conditions": conditions, "lateness": "ours"} | said))


def refuse(life: "Life", **said: Any) -> None:
    why = {"reasons": "使用目的与数据开放范围不符。", "ground": APPEAL_GROUND, "lateness": "ours"}
    _act(refuse_action, life, life.cast.approver, **(why | said))


def request_review(life: "Life", **said: Any) -> None:
    _act(request_review_action, life, life.applicant, **({"reasons": "使用目的已经写明，请重新核对。"} | said))


def advise_review(life: "Life", **said: Any) -> None:
    advice = {"advises": "reversed", "advice": "申请材料能够证明使用目的。"}
    _act(advise_review_action, life, life.cast.supervisor, **(advice | said))


def uphold(life: "Life", **said: Any) -> None:
    why = {"reasons": "使用目的仍不在开放范围内。", "ground": APPEAL_GROUND}
    _act(uphold_action, life, said.pop("actor", life.cast.deputy_leader), **(why | said))


def reverse(life: "Life", **said: Any) -> None:
    wanted = life.application
    conditions = Conditions(tuple(wanted.requested_fields), wanted.delivery_mode, wanted.term_months or 12)
    said = {"conditions": conditions, "reasons": "使用目的与开放范围相符，原决定认定有误。"} | said
    _act(reverse_action, life, said.pop("actor", life.cast.deputy_leader), **said)


def seal(life: "Life", **said: Any) -> None:
    agreement = put_text_on_file(life)
    _act(seal_action, life, life.cast.approver, **({"seen_sha256": agreement.sha256} | said))
    put_text_on_file(life)


def deliver(life: "Life", **said: Any) -> None:
    _act(deliver_action, life, life.cast.handler, **said)


def suspend(life: "Life", **said: Any) -> None:
    _act(suspend_action, life, life.cast.handler, **({"reasons": "发现数据被用于约定以外的用途。"} | said))


def resume(life: "Life", **said: Any) -> None:
    _act(resume_action, life, life.cast.handler, **({"reasons": "申请人已改正。"} | said))


def revoke(life: "Life", **said: Any) -> None:
    _act(revoke_action, life, life.cast.approver, **({"reasons": "数据来源发生重大变更。"} | said))


# ---- the system ----


def fast_track(life: "Life") -> None:
    fast_track_action(application=life.application, now=life.moment)


def record_silence(life: "Life") -> None:
    record_silence_action(application=life.application, now=life.moment)


def lapse(life: "Life") -> None:
    lapse_action(application=life.application, now=life.moment)


def recheck(life: "Life", **said: Any) -> None:
    found = {"right": True, "finding": "与预先评估相符。"} | said
    _act(recheck_action, life, found.pop("actor", life.cast.handler), **found)


def put_text_on_file(life: "Life") -> Agreement:
    """What the background does after approval, signature and seal, without typesetting and without seals."""
    agreement = Agreement.objects.get(application=life.pk)
    for name in outstanding(agreement):
        content = TEXT + f"% {agreement.number} {name}\n".encode()
        getattr(agreement, name).save("text.pdf", ContentFile(content), save=False)
        if TEXTS[name]:
            setattr(agreement, TEXTS[name], hashlib.sha256(content).hexdigest())
        agreement.rendered_at = life.moment
    agreement.save()
    return agreement


def read_to_the_end(life: "Life", user: User) -> None:
    """The person has gone through all parts of the text on file."""
    agreement = Agreement.objects.get(application=life.pk)
    AgreementReading.objects.update_or_create(
        agreement=agreement, user=user, sha256=agreement.sha256, defaults={"parts": 9, "finished_at": life.moment}
    )
