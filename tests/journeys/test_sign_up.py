"""A company that nobody knows yet registers itself, mistypes its code, and applies in its own name."""

import re

import pytest
from playwright.sync_api import expect

from accounts.credit_code import check_character
from tests.factories import PASSWORD

from .applicants import Applicant
from .catalogue import BUSES
from .site import Site

pytestmark = pytest.mark.browser

COMPANY = "浦江智行数据科技有限公司"
CODE = "91310115MA1K4ABC7"
RIGHT = CODE + check_character(CODE)
WRONG = CODE + ("1" if RIGHT[-1] != "1" else "2")


class Newcomer(Applicant):
    """Has no account yet."""

    part = ""

    def answers(self, **answers: str) -> None:
        """The fields of the form, by their names on the page."""
        for label, text in answers.items():
            self.page.get_by_role("textbox", name=label, exact=True).fill(text)

    def chooses_password(self) -> None:
        self.answers(**{"密码": PASSWORD, "密码（重复）": PASSWORD})


def test_a_new_company_registers_and_applies_in_its_own_name(site: Site) -> None:
    site.it_is_today()
    newcomer = site.enter(Newcomer)
    newcomer.finds(BUSES, "实时 客流")
    newcomer.follows("登录后申请")
    newcomer.follows("注册申请人账号")
    newcomer.page.get_by_label("法人", exact=True).check()
    newcomer.answers(电子邮件="he.xin@wuri.example", 姓名="何欣", 联系电话="13900000000")
    newcomer.answers(单位名称=COMPANY, 统一社会信用代码=WRONG)
    newcomer.chooses_password()
    newcomer.presses("注册")

    newcomer.sees("有 1 处需要更正")
    code = newcomer.page.get_by_label("统一社会信用代码")
    expect(code).to_have_accessible_description(re.compile("校验位不正确，请逐位核对营业执照或法人证书"))
    expect(code).to_have_value(WRONG)
    expect(newcomer.page.get_by_label("单位名称")).to_have_value(COMPANY)

    newcomer.answers(统一社会信用代码=RIGHT)
    newcomer.chooses_password()
    newcomer.presses("注册")
    newcomer.is_on("/catalogue/JT-0001/")
    expect(newcomer.page.get_by_label(COMPANY)).to_be_checked()
    newcomer.begins()
    newcomer.sees(f"申请人 {COMPANY}")
    expect(newcomer.field("contact_name")).to_have_value("何欣")
