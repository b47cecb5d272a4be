"""The notices that were imported, and the calendars that were built from them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .notices import NATIONAL, SHANGHAI_CITY, Notice, Span


class HolidayNotice(models.Model):
    """A published notice: its facts, and who let it count. It is never edited; a later one amends it."""

    class Scope(models.TextChoices):
        NATIONAL = NATIONAL, _("全国")
        SHANGHAI = SHANGHAI_CITY, _("上海市")

    code = models.CharField(_("代码"), max_length=40)
    scope = models.CharField(_("适用范围"), max_length=10, choices=Scope.choices)
    doc_no = models.CharField(_("发文字号"), max_length=60, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=60)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    published_on = models.DateField(_("公布日期"), null=True, blank=True)
    url = models.TextField(_("网址"), blank=True)
    sha256 = models.CharField(_("原文摘要（SHA-256）"), max_length=64, blank=True)
    amends = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_by",
        verbose_name=_("修改的通知"),
    )
    covers = models.PositiveSmallIntegerField(_("所定年份"), null=True, blank=True)
    off = models.JSONField(_("放假"), default=list, help_text=_("每项为首日、末日和节日名称，名称可省略。"))
    work = models.JSONField(_("调休上班"), default=list)
    confidence = models.TextField(_("存疑说明"), blank=True)
    legal_basis = models.TextField(_("影响办理时限的依据"), blank=True)
    in_force = models.BooleanField(_("有效"), default=False)
    affects_clock = models.BooleanField(_("影响办理时限"), default=False)
    text = models.TextField(_("通知原文"), blank=True)
    imported_by = models.CharField(_("录入人"), max_length=330)
    imported_at = models.DateTimeField(_("录入时间"), null=True)
    approved_by = models.CharField(_("复核人"), max_length=330, blank=True)
    approved_at = models.DateTimeField(_("复核时间"), null=True)

    class Meta:
        verbose_name = _("放假通知")
        verbose_name_plural = _("放假通知")
        ordering = ["-published_on", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="holiday_notice_code_is_unique"),
            models.UniqueConstraint(
                fields=["scope", "covers"],
                condition=Q(covers__isnull=False, in_force=True),
                name="one_notice_in_force_covers_a_year",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=[NATIONAL, SHANGHAI_CITY]), name="holiday_notice_scope_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(scope=NATIONAL) | (~Q(doc_no="") & Q(published_on__isnull=False)),
                name="a_national_notice_has_number_and_day",
            ),
            models.CheckConstraint(
                condition=~Q(scope=NATIONAL) | Q(covers__isnull=False) | Q(amends__isnull=False),
                name="a_national_notice_covers_or_amends",
            ),
            models.CheckConstraint(
                condition=Q(in_force=False) | (~Q(approved_by="") & ~Q(approved_by=F("imported_by"))),
                name="a_notice_in_force_has_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(affects_clock=False) | Q(in_force=True),
                name="only_a_notice_in_force_affects_clocks",
            ),
            models.CheckConstraint(
                condition=Q(affects_clock=False) | Q(scope=NATIONAL) | ~Q(legal_basis=""),
                name="a_local_notice_needs_a_legal_basis",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.doc_no}".strip()

    def facts(self) -> Notice:
        """The frozen value that rules work with. Reads `amends`: select it with the notice."""
        return Notice(
            code=self.code,
            scope=self.scope,
            doc_no=self.doc_no,
            issuer=self.issuer,
            signed_on=self.signed_on,
            published_on=self.published_on,
            url=self.url,
            amends=self.amends.code if self.amends else "",
            covers=self.covers,
            off=tuple(map(Span.from_json, self.off)),
            work=tuple(map(models.DateField().to_python, self.work)),
            confidence=self.confidence,
        )


class CalendarVersion(models.Model):
    """A calendar that deadlines were computed with. `notices` lists the codes it can be built from again."""

    digest = models.CharField(_("摘要"), max_length=64)
    notices = models.JSONField(_("依据的通知"))
    scopes = models.JSONField(_("适用范围"))
    first_year = models.PositiveSmallIntegerField(_("首年"))
    last_year = models.PositiveSmallIntegerField(_("末年"))
    built_at = models.DateTimeField(_("生成时间"))
    sequence = models.PositiveIntegerField(_("序号"))
    is_current = models.BooleanField(_("当前版本"), default=False)

    class Meta:
        verbose_name = _("日历版本")
        verbose_name_plural = _("日历版本")
        ordering = ["-sequence"]
        constraints = [
            models.UniqueConstraint(fields=["digest"], name="calendar_version_digest_is_unique"),
            models.UniqueConstraint(fields=["sequence"], name="calendar_version_sequence_is_unique"),
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_calendar_version_is_current"
            ),
            models.CheckConstraint(
                condition=Q(last_year__gt=F("first_year")), name="a_calendar_reaches_past_its_first_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.digest} {self.first_year}-{self.last_year}"
