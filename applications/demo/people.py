"""The people of the demonstration, in the order of the sign-in page. All names are invented; nobody has a password."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Membership, Organisation, User
from accounts.roles import Role

SINCE = date(2024, 1, 1)
DOMAIN = "wuri.example"  # reserved by RFC 2606: no mail can reach anyone


@dataclass(frozen=True)
class Person:
    """One row: `key` is the local part of the address; posts are (body, role)."""

    key: str
    name: str
    phone: str
    posts: tuple[tuple[str, Role], ...] = ()
    is_admin: bool = False
    # Whether he manages the bodies he applies for.
    manages: bool = True

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


def at(body: str, *roles: Role) -> tuple[tuple[str, Role], ...]:
    """The posts of one body."""
    return tuple((body, role) for role in roles)


R = Role
PEOPLE = (
    # The main path, in the order in which it passes from hand to hand.
    Person("linzhou", "林舟", "021-0000 3001", at("沪桥智行科技有限公司", R.APPLICANT)),
    Person("chenxiao", "陈晓", "021-0000 3002", at("市交通委", R.HANDLER)),
    Person("zhaoqiming", "赵启明", "021-0000 3003", at("市交通委", R.APPROVER)),
    Person("zhouming", "周明", "021-0000 3004", at("市数据局", R.SUPERVISOR)),
    Person("sunyue", "孙悦", "021-0000 3005", at("市交通委", R.RISK_ASSESSOR)),
    # Others who apply: for two bodies, and for himself.
    Person("shenzhixing", "沈知行", "021-0000 3006",
           at("申浦大学交通运输学院", R.APPLICANT) + at("长三角物流研究中心", R.APPLICANT)),
    Person("xuyan", "许言", "021-0000 3007"),
    Person("suhe", "苏禾", "021-0000 3029", at("沪桥智行科技有限公司", R.APPLICANT), manages=False),
    # Others who work on cases, and those who are asked for an opinion.
    Person("wangmin", "王敏", "021-0000 3008", at("市交通委", R.HANDLER)),
    Person("qianli", "钱立", "021-0000 3009", at("市交通委", R.DEPUTY_LEADER)),
    Person("zhengyan", "郑岩", "021-0000 3010", at("市公安局", R.HANDLER)),
    Person("gaoyuan", "高远", "021-0000 3011", at("市委网信办", R.HANDLER)),
    Person("liulan", "刘岚", "021-0000 3012", at("市卫生健康委", R.HANDLER, R.RISK_ASSESSOR)),
    Person("hechuan", "何川", "021-0000 3013", at("市卫生健康委", R.APPROVER)),
    Person("yecheng", "叶澄", "021-0000 3014", at("市数据局", R.SYSADMIN), is_admin=True),
    Person("jiluo", "纪珞", "021-0000 3028", at("市数据局", R.SYSADMIN), is_admin=True),
    Person("shilei", "石垒", "021-0000 3015", at("市数据局", R.AUDITOR)),
    # Two in every other department, so that no application is left without anyone to answer it.
    Person("qinyu", "秦雨", "021-0000 3016", at("市气象局", R.HANDLER, R.RISK_ASSESSOR)),
    Person("luofeng", "罗枫", "021-0000 3017", at("市气象局", R.APPROVER)),
    Person("jiangtao", "江陶", "021-0000 3018", at("市教委", R.HANDLER, R.RISK_ASSESSOR)),
    Person("songzhi", "宋芷", "021-0000 3019", at("市教委", R.APPROVER)),
    Person("tangwei", "唐蔚", "021-0000 3020", at("市民政局", R.HANDLER, R.RISK_ASSESSOR)),
    Person("fangyi", "方毅", "021-0000 3021", at("市民政局", R.APPROVER)),
    Person("luyao", "陆遥", "021-0000 3022", at("市文化旅游局", R.HANDLER, R.RISK_ASSESSOR)),
    Person("baiqing", "白青", "021-0000 3023", at("市文化旅游局", R.APPROVER)),
    Person("dingning", "丁宁", "021-0000 3024", at("市住房城乡建设管理委", R.HANDLER, R.RISK_ASSESSOR)),
    Person("weiran", "韦然", "021-0000 3025", at("市住房城乡建设管理委", R.APPROVER)),
    Person("yaoshu", "姚舒", "021-0000 3026", at("市发展改革委", R.HANDLER, R.RISK_ASSESSOR)),
    Person("panhong", "潘弘", "021-0000 3027", at("市发展改革委", R.APPROVER)),
    # Applied in the past months for two bodies.
    Person("guyan", "顾言", "021-0000 3030",
           at("浦津数据服务有限公司", R.APPLICANT) + at("申浦大学公共管理学院", R.APPLICANT)),
)  # fmt: skip


def seed_people() -> int:
    """Create those that are not there yet, with their posts; returns how many. Nobody is changed."""
    there = set(User.objects.filter(is_demo=True).values_list("email", flat=True))
    new = [person for person in PEOPLE if person.email not in there]
    if new:
        bodies = dict(Organisation.objects.values_list("name", "pk"))
        users = User.objects.bulk_create([_user(person) for person in new])
        Membership.objects.bulk_create(
            Membership(
                user=user,
                organisation_id=bodies[body],
                role=role,
                since=SINCE,
                is_admin=person.manages and role == Role.APPLICANT,
            )
            for user, person in zip(users, new, strict=True)
            for body, role in person.posts
        )
    return len(new)


def _user(person: Person) -> User:
    user = User(
        email=person.email,
        name=person.name,
        phone=person.phone,
        is_demo=True,
        is_staff=person.is_admin,
        is_superuser=person.is_admin,
    )
    user.set_unusable_password()
    return user
