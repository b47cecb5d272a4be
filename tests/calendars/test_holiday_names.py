from django.template import engines
from django.utils.translation import override


def test_a_merged_name_is_shown_part_by_part():
    template = engines["django"].from_string("{% load holiday_names %}{{ name|holiday_name }}")
    with override("zh-hans"):
        assert template.render({"name": "国庆节、中秋节"}) == "国庆节、中秋节"
        assert template.render({"name": ""}) == ""
