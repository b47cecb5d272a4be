"""The departments and applicants of the demonstration; their codes are valid in form and belong to nobody."""

from dataclasses import dataclass

from accounts.credit_code import check_character
from accounts.models import Organisation, OrganisationKind

KIND = OrganisationKind
# Registration authority, kind of body, administrative division; then DEM and a serial number no register gives.
CODE_OF = {KIND.DEPARTMENT: "11310000DEM", KIND.ORGANIZATION: "12310000DEM", KIND.LEGAL_PERSON: "91310000DEM"}


@dataclass(frozen=True)
class Body:
    """One row; `serial` makes its credit code."""

    serial: int
    name: str
    address: str
    contact: str
    phone: str
    kind: OrganisationKind = KIND.DEPARTMENT
    is_authority: bool = False

    @property
    def credit_code(self) -> str:
        first = f"{CODE_OF[self.kind]}{self.serial:06d}"
        return first + check_character(first)


BODIES = (
    Body(1, "市交通委", "示例市建设路1号", "数据管理处", "021-0000 1001"),
    Body(2, "市教委", "示例市大沽路2号", "信息化处", "021-0000 1002"),
    Body(3, "市卫生健康委", "示例市世博路3号", "信息统计处", "021-0000 1003"),
    Body(4, "市民政局", "示例市世博路4号", "基层建设处", "021-0000 1004"),
    Body(5, "市文化旅游局", "示例市大沽路5号", "公共服务处", "021-0000 1005"),
    Body(6, "市气象局", "示例市蒲西路6号", "减灾服务处", "021-0000 1006"),
    Body(7, "市住房城乡建设管理委", "示例市世博路7号", "综合规划处", "021-0000 1007"),
    Body(8, "市发展改革委", "示例市人民路8号", "信用管理处", "021-0000 1008"),
    Body(9, "市数据局", "示例市人民路9号", "数据资源处", "021-0000 1009", is_authority=True),
    Body(10, "市公安局", "示例市福州路10号", "数据管理处", "021-0000 1010"),
    Body(11, "市委网信办", "示例市宛平路11号", "网络数据管理处", "021-0000 1011"),
    Body(101, "沪桥智行科技有限公司", "示例市星河路101号8楼", "林舟", "021-0000 2101", KIND.LEGAL_PERSON),
    Body(102, "申浦大学交通运输学院", "示例市望潮路102号", "沈知行", "021-0000 2102", KIND.ORGANIZATION),
    Body(103, "长三角物流研究中心", "示例市白鹭路103号", "沈知行", "021-0000 2103", KIND.ORGANIZATION),
    Body(104, "浦津数据服务有限公司", "示例市云台路104号", "顾言", "021-0000 2104", KIND.LEGAL_PERSON),
    Body(105, "申浦大学公共管理学院", "示例市望潮路105号", "顾言", "021-0000 2105", KIND.ORGANIZATION),
)


def seed_bodies() -> int:
    """Create those that are not there yet; returns how many. One that is there is left as it is."""
    there = set(Organisation.objects.values_list("name", flat=True))
    new = [
        Organisation(
            kind=body.kind,
            name=body.name,
            credit_code=body.credit_code,
            address=body.address,
            contact_name=body.contact,
            phone=body.phone,
            is_competent_authority=body.is_authority,
            is_demo=True,
        )
        for body in BODIES
        if body.name not in there
    ]
    return len(Organisation.objects.bulk_create(new))
