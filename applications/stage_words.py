"""Short names of stages, for charts and sentences."""

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from workflow.states import State

# Labels of the chart have room for four characters.
SHORT: dict[State, str | Promise] = {
    State.ASSESSING: pgettext_lazy("chart", "风险评估"),
    State.CONSULTING: pgettext_lazy("chart", "会签"),
    State.DECIDING: pgettext_lazy("chart", "审核决定"),
}


def short(state: State) -> str:
    """The name of a stage in at most four characters."""
    return str(SHORT.get(state, state.label))
