"""Fields of a form: the label, the help and the error belong to their control, and the summary leads to each."""

import re

import pytest
from django import forms

from tests.components.rendering import html, squeezed

SUMMARY = "{% form_errors_summary form %}{% form_fields form %}"


class Purpose(forms.Form):
    title = forms.CharField(label="应用场景名称", help_text="一句话说明数据用在哪里。")
    about = forms.CharField(label="说明", widget=forms.Textarea, min_length=10)
    kind = forms.ChoiceField(label="交付方式", choices=[("", "请选择"), ("api", "接口访问")])
    level = forms.ChoiceField(label="等级保护", widget=forms.RadioSelect, choices=[("2", "二级"), ("3", "三级")])
    parts = forms.MultipleChoiceField(
        label="字段",
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "站点"), ("b", "时间")],
        help_text="最小必要。",
    )
    plan = forms.FileField(label="安全制度")
    remark = forms.CharField(label="其他说明", required=False)
    agree = forms.BooleanField(label="同意承诺书")
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        raise forms.ValidationError("同一数据集已有在办申请。")


REFUSED = Purpose({"title": "", "about": "短", "level": "9", "seen": "1"})


def ids(markup):
    return re.findall(r' id="([^"]+)"', markup)


def one_field(name, form=None):
    return html("{% field f %}", f=(form or Purpose())[name])


@pytest.mark.parametrize("name", ["title", "about", "kind", "plan", "remark", "agree"])
def test_a_label_points_at_its_control(name):
    markup = one_field(name)
    assert f'<label for="id_{name}">' in markup
    assert f"id_{name}" in ids(markup)


@pytest.mark.parametrize("name", ["level", "parts"])
def test_a_group_of_choices_stands_in_a_fieldset_with_a_legend(name):
    markup = one_field(name)
    assert markup.index("<fieldset") < markup.index("<legend>") < markup.index("<input")


def test_help_and_error_are_read_out_with_the_control():
    markup = one_field("title", REFUSED)
    described_by = re.search(r'<input[^>]*aria-describedby="([^"]+)"', markup)[1].split()
    assert described_by == ["id_title_helptext", "id_title_error"]
    assert set(described_by) <= set(ids(markup))
    assert 'aria-invalid="true"' in markup


def test_help_and_error_come_before_the_control():
    markup = one_field("title", REFUSED)
    assert markup.index("<label") < markup.index("_helptext") < markup.index("_error") < markup.index("<input")


def test_a_group_is_described_by_its_help_and_error():
    form = Purpose({"parts": ["z"]})
    described_by = re.search(r'<fieldset aria-describedby="([^"]+)"', one_field("parts", form))[1].split()
    assert set(described_by) <= set(ids(one_field("parts", form)))


def test_what_must_be_filled_in_is_marked_and_what_need_not_can_be():
    assert '<span class="req" aria-hidden="true">*</span>' in one_field("title")
    assert "req" not in one_field("remark")
    assert squeezed("{% field f optional=True %}", f=Purpose()["remark"]) == "其他说明选填"


def test_a_field_as_django_draws_it_looks_the_same():
    assert re.sub(r"\s+", "", Purpose()["title"].as_field_group()) == re.sub(r"\s+", "", one_field("title"))


def test_a_hidden_field_has_no_label_and_is_sent():
    markup = html(SUMMARY, form=Purpose(initial={"seen": 4}))
    assert '<input type="hidden" name="seen" value="4" id="id_seen">' in markup


def test_the_summary_counts_the_errors_and_leads_to_each_control():
    markup = html(SUMMARY, form=REFUSED)
    said = squeezed("{% form_errors_summary form %}", form=REFUSED)
    targets = re.findall(r'<a href="#([^"]+)"', markup)
    assert said.startswith("有8处需要更正同一数据集已有在办申请。应用场景名称：")
    assert targets == ["id_title", "id_about", "id_kind", "id_level_0", "id_parts_0", "id_plan", "id_agree"]
    assert set(targets) <= set(ids(markup))
    assert 'role="alert" tabindex="-1"' in re.sub(r"\s+", " ", markup)


def test_a_form_without_errors_has_no_summary():
    assert squeezed("{% form_errors_summary form %}", form=Purpose()) == ""


def test_what_was_typed_is_shown_again_and_escaped():
    form = Purpose({"title": "<script>x</script>"})
    assert "&lt;script&gt;" in one_field("title", form)
    assert "<script>" not in one_field("title", form)


def test_the_upload_row_is_a_form_of_its_own_with_its_help_and_errors():
    markup = html(
        '{% upload "/a/" help="PDF" accept=".pdf" id="plan" errors=e %}', e=["文件超过 20 MB。"], csrf_token="t"
    )
    assert 'enctype="multipart/form-data"' in markup
    assert 'name="csrfmiddlewaretoken" value="t"' in markup
    assert 'aria-describedby="plan_helptext plan_error"' in markup
    assert {"plan", "plan_helptext", "plan_error"} <= set(ids(markup))


def test_the_words_of_saving_stand_in_the_page_for_the_script_to_choose_from():
    markup = html("{% autosave_status %}")
    assert all(f'data-{state}="' in markup for state in ("saving", "done", "failed"))
    assert 'role="status"' in markup
