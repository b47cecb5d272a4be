"""Charts are drawings with words beside them; bars begin at zero, and what is late is not only red."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.templatetags import plots
from tests.components.rendering import html, squeezed

MONTHS = [("4 月", 38, 2), ("5 月", 44, 3), ("6 月", 0, 0)]


def test_a_month_shows_both_parts_its_rate_and_its_table():
    markup = html('{% column_chart months id="c" title="办结量" %}', months=MONTHS)
    assert "4 月按期 38 件，超期 2 件" in markup
    assert markup.count("%</text>") == 2  # a month without cases has no rate
    assert 'fill="url(#c-h)"' in markup
    assert re.search(r'<th scope="row">5 月</th>\s*<td class="num">44</td>\s*<td class="num">3</td>', markup)


@given(st.lists(st.tuples(st.just("月"), st.integers(0, 10**6), st.integers(0, 10**6)), max_size=12))
def test_columns_stand_on_zero_and_stay_inside_the_drawing(months):
    chart = plots.columns(months)
    assert chart.ticks[0] == (0, 236.0)
    for column in chart.columns:
        assert column.y + column.height == pytest.approx(236, abs=0.2)
        assert column.late_y >= 31.8
        assert column.x >= 40
        assert column.x + 42 <= 620


@pytest.mark.parametrize(("most", "top"), [(0, 3), (3, 3), (4, 6), (58, 60), (61, 150), (151, 300)])
def test_the_axis_ends_at_a_round_number(most, top):
    assert plots.nice_top(most) == top


@pytest.mark.parametrize(("rate", "shape"), [(86.7, "bar-bad"), (95.0, "bar-ok"), (100.0, "bar-ok")])
def test_a_rate_below_its_target_has_another_shape_too(rate, shape):
    markup = html("{% dot_plot rate %}", rate=rate)
    assert shape in markup
    assert ("<path" in markup) == (rate < 95)
    assert squeezed("{% dot_plot rate %}", rate=rate) == f"{rate:.1f}%"


def test_a_rate_off_the_axis_stays_on_the_rail():
    assert plots.dot(12.0, target=95.0, low=80.0).at == 3.0


@pytest.mark.parametrize(("value", "written"), [(2.5, "+2.5"), (-8.3, "−8.3"), (0.0, "0.0"), (-0.04, "0.0")])
def test_points_carry_their_sign(value, written):
    assert html("{{ value|signed }}", value=value) == written


def test_a_spark_line_tells_its_values():
    assert squeezed("{% spark values %}", values=[93, 92.5]) == "93、92.5%"
    assert "<circle" not in html("{% spark values %}", values=[])


def test_a_bar_chart_is_named_with_all_it_shows():
    markup = html('{% bar_chart stages id="b" title="环节分布" %}', stages=[("待受理", 18), ("审核决定", 0)])
    assert "环节分布：待受理 18、审核决定 0" in markup
    assert 'width="210.0"' in markup
    assert 'width="0.0"' in markup


def test_a_figure_may_say_how_it_changed_for_better_or_worse():
    source = '{% kpi "超期在办" 5 unit="件" change="较上周增 2 件" lamp="red" worse=True %}'
    assert squeezed(source) == "超期在办5件较上周增2件"
    assert '<span class="bad">' in html(source)
