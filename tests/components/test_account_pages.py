"""The pages round an account wear our dress and speak Chinese; those that tell of errors need nothing to stand."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.template.loader import get_template, render_to_string
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.components.rendering import words

PASSWORD = "Wuri-2026-five-days"
pytestmark = pytest.mark.django_db

OPEN = {
    "account_login": "登录",
    "account_signup": "注册申请人账号",
    "account_reset_password": "找回密码",
    "account_reset_password_done": "邮件已发送",
    "account_reset_password_from_key_done": "密码已更新",
    "account_email_verification_sent": "请验证电子邮箱",
    "account_inactive": "账号已停用",
}
SIGNED_IN = {
    "account_logout": "退出登录",
    "account_change_password": "修改密码",
    "account_email": "电子邮箱",
    "account_reauthenticate": "再次确认身份",
}
ERRORS = {
    "400": "请求有误",
    "403": "无权访问",
    "404": "没有找到",
    "429": "过于频繁",
    "500": "系统出现问题",
    "403_csrf": "页面已失效",
}


@pytest.fixture
def person():
    user = User.objects.create_user("lin@example.cn", PASSWORD, name="林晓")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def page(client, name, *args):
    response = client.get(reverse(name, args=args), headers={"accept-language": "zh-CN"})
    assert response.status_code == 200
    return response.content.decode()


def english(markup):
    """English words a reader would meet; addresses, names of formats and the other language's name are none."""
    body = re.sub(r"<(script|head).*?</\1>|<button[^>]*lang=\"en\".*?</button>", "", markup, flags=re.S)
    return re.findall(r"[A-Za-z]{3,}", re.sub(r"\S+@\S+|Cookie|Excel", "", words(body)))


@pytest.mark.parametrize(("name", "heading"), OPEN.items())
def test_an_open_page_stands_in_our_frame_and_in_chinese(client, name, heading):
    markup = page(client, name)
    assert f"<h1>{heading}</h1>" in markup
    assert 'class="entrance ' in markup
    assert english(markup) == []


@pytest.mark.parametrize(("name", "heading"), SIGNED_IN.items())
def test_a_page_of_ones_own_account_does_too(client, person, name, heading):
    client.force_login(person)
    markup = page(client, name)
    assert f"<h1>{heading}</h1>" in markup
    assert english(markup) == []


def test_a_refused_sign_in_says_why_at_the_top(client, person):
    response = client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    assert "有 1 处需要更正" in words(response.content.decode())


def test_a_refused_sign_up_says_it_beside_each_field_too(client):
    said = {"email": "nobody", "applicant_kind": "legal_person"}
    markup = client.post(reverse("account_signup"), said).content.decode()
    assert 'id="id_name_error"' in markup
    assert 'href="#id_applicant_kind_0"' not in markup
    assert "以单位名义申请时必须填写本项。" in markup


def test_a_spent_link_says_what_to_do(client):
    markup = page(client, "account_reset_password_from_key", "1", "bad-key")
    assert "<h1>链接已失效</h1>" in markup
    assert reverse("account_reset_password") in markup


def test_the_link_in_the_mail_leads_to_a_new_password(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    [letter] = mail.outbox
    assert letter.body.startswith("您好：")
    link = re.search(r"https?://\S+", letter.body)[0]
    form = client.get(link, follow=True)
    assert "<h1>设置新密码</h1>" in form.content.decode()
    answer = client.post(
        form.redirect_chain[-1][0], {"password1": PASSWORD + "x", "password2": PASSWORD + "x"}, follow=True
    )
    assert "密码已更新" in words(answer.content.decode())
    assert client.login(email=person.email, password=PASSWORD + "x")


def test_signing_out_is_a_post_from_every_page(client, person):
    client.force_login(person)
    assert re.search(r'<form method="post" action="/accounts/logout/">', page(client, "account_email"))
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("name", "said"), ERRORS.items())
def test_a_page_that_tells_of_an_error_is_in_our_dress(rf, name, said):
    markup = render_to_string(f"{name}.html", request=rf.get("/nowhere/"))
    assert said in re.search(r"<h1>(.*?)</h1>", markup)[1]
    assert "公共数据有条件开放申请服务" in markup
    assert english(markup) == []


@pytest.mark.parametrize("name", ["400", "429", "500", "403_csrf"])
def test_a_page_for_a_broken_server_needs_neither_request_nor_database(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        markup = get_template(f"{name}.html").render()
    assert "<form" not in markup
    assert "返回首页" in markup


def test_a_form_without_its_token_is_answered_in_our_dress():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {})
    assert response.status_code == 403
    assert "页面已失效，请刷新后重新提交" in response.content.decode()


@pytest.mark.parametrize(("field", "value"), [("size", "large"), ("contrast", "high")])
def test_the_frame_shows_the_display_that_was_chosen(client, field, value):
    login = reverse("account_login")
    assert f'data-{field}="{value}"' not in page(client, "account_login")
    assert client.post(reverse("display"), {field: value, "next": login}).url == login
    markup = page(client, "account_login")
    assert f'data-{field}="{value}"' in markup
    assert markup.count('aria-pressed="true"') == 1
