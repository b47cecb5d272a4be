"""The catalogue of the journeys: one data set to apply for, one that opens at once, one that nobody can have."""

from accounts.models import Organisation
from tests.factories import a_dataset

BUSES = "公交站点实时客流数据集"
STOPS = "公交站点位置数据集"
CARDS = "交通卡持卡人信息"


def fill_catalogue(provider: Organisation) -> None:
    a_dataset(provider)
    a_dataset(
        provider, "JT-0002", title=STOPS, description="全市公交站点的名称和位置。", grade="general_1", fast_track=True
    )
    a_dataset(provider, "JT-0003", title=CARDS, description="持卡人登记信息。", openness="closed", data_file="")
