"""Questions a transition asks of the dossier. Plain functions of a plain value; each answers with what is missing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Missing = tuple[str | Promise, ...]


@dataclass(frozen=True)
class CaseFacts:
    """What the rules need to know of an application; `applications/facts.py` fills it in.

    `missing`, `unticked` and `unanswered` name what is not there in the user's words. `risk` is "", "low", "medium"
    or "high"; `unfounded` says what stands against giving another level than was scored.
    """

    missing: Missing = ()
    unanswered: Missing = ()
    unticked: Missing = ()
    defects: int = 0
    # Defects of which the applicant was told before; only a supervisor may ask for the same again.
    repeated: Missing = ()
    reasons: str = ""
    ground: str = ""
    fast_track: bool = False
    assessed: bool = False
    risk: str = ""
    # A hard stop: the data are not to be opened, whatever else speaks for it.
    stopped: bool = False
    # What is on record against the applicant himself, such as an entry on the breach list.
    barred: Missing = ()
    unfounded: Missing = ()
    departments: int = 0
    opinion: str = ""
    # Departments whose own limit has passed without an answer.
    silent: int = 0
    conditions: bool = False
    agreement_seen: str = ""
    agreement_sha256: str = ""
    # Whether the person has come to the end of that very text.
    agreement_finished: bool = False
    # Whether another person has to sign first.
    signatory_missing: bool = False
    data_ready: bool = False
    use_ended: bool = False
    clock_ran_out: bool = False
    # What stands against deciding by the assessment of the application that is renewed or amended.
    changed: Missing = ()
    # What stands against a review of the refusal, and whether a supervisor has said what he thinks of it.
    review_closed: Missing = ()
    advised: bool = False


def _unless(true: object, sentence: str | Promise) -> Missing:
    return () if true else (sentence,)


def materials_are_complete(facts: CaseFacts) -> Missing:
    return facts.missing


def everything_is_checked(facts: CaseFacts) -> Missing:
    return facts.unticked


def defects_are_listed(facts: CaseFacts) -> Missing:
    return _unless(facts.defects, _("请至少列出一项需要补正的内容。"))


def nothing_is_asked_twice(facts: CaseFacts) -> Missing:
    return facts.repeated


def defects_are_answered(facts: CaseFacts) -> Missing:
    return facts.unanswered


def reasons_are_given(facts: CaseFacts) -> Missing:
    return _unless(facts.reasons.strip(), _("请填写理由和依据。"))


def ground_is_given(facts: CaseFacts) -> Missing:
    return _unless(facts.ground.strip(), _("请填写依据。"))


def fast_track_is_open(facts: CaseFacts) -> Missing:
    return _unless(facts.fast_track and facts.risk == "low", _("该数据集未列入免申即用，或者风险等级不是低。"))


def purpose_and_grade_stay(facts: CaseFacts) -> Missing:
    return facts.changed


def assessment_is_complete(facts: CaseFacts) -> Missing:
    return _unless(facts.assessed and facts.risk, _("请先完成风险评估表。"))


def level_is_founded(facts: CaseFacts) -> Missing:
    return facts.unfounded


def risk_needs_no_consultation(facts: CaseFacts) -> Missing:
    """What is never to be opened needs nobody's opinion either."""
    free = facts.stopped or facts.risk in ("low", "medium")
    return _unless(free, _("风险等级为高，应当先征求有关部门意见。"))


def nothing_forbids_opening(facts: CaseFacts) -> Missing:
    words = _("风险评估存在一票否决情形，不得同意开放；请不予开放或者退回重新评估。")
    return _unless(not facts.stopped, words) + facts.barred


def departments_are_named(facts: CaseFacts) -> Missing:
    return _unless(facts.departments, _("请至少选择一个征求意见的部门。"))


def opinion_is_given(facts: CaseFacts) -> Missing:
    return _unless(facts.opinion.strip(), _("请填写意见。"))


def silence_has_lasted(facts: CaseFacts) -> Missing:
    return _unless(facts.silent, _("征求意见的答复期限尚未届满。"))


def conditions_are_set(facts: CaseFacts) -> Missing:
    return _unless(facts.conditions, _("请先确定开放条件（字段、交付方式、期限）。"))


def agreement_was_read(facts: CaseFacts) -> Missing:
    same = facts.agreement_sha256 and facts.agreement_seen == facts.agreement_sha256
    return _unless(same, _("协议文本已更新或者尚未生成，请打开最新文本阅读后再操作。"))


def agreement_was_finished(facts: CaseFacts) -> Missing:
    return _unless(facts.agreement_finished, _("请先在协议页面逐部分阅读协议，读至末尾后再签订。"))


def both_signatories_sign(facts: CaseFacts) -> Missing:
    return _unless(not facts.signatory_missing, _("本协议须由申请单位两名不同的人员签署，请由另一人签订。"))


def data_are_ready(facts: CaseFacts) -> Missing:
    return _unless(facts.data_ready, _("该数据集尚未配置可交付的数据文件，请先在数据目录中上传。"))


def use_has_ended(facts: CaseFacts) -> Missing:
    return _unless(facts.use_ended, _("请确认已停止使用数据并按协议处置副本；系统只在协议到期后自动办结。"))


def own_clock_ran_out(facts: CaseFacts) -> Missing:
    return _unless(facts.clock_ran_out, _("申请人的办理期限尚未届满。"))


def review_is_open(facts: CaseFacts) -> Missing:
    return facts.review_closed


def supervisor_has_advised(facts: CaseFacts) -> Missing:
    return _unless(facts.advised, _("复核须先由督办人员提出监督意见。"))
