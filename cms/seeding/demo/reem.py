"""Reem: nails and spa in Jeddah, open past midnight at the weekend."""

from decimal import Decimal

from cms.seeding.demo import reem_services, scenes
from cms.seeding.demo.catalogue import (
    DemoSalon,
    DemoSeason,
    DemoStaff,
    Picture,
    Text,
    at,
)
from cms.seeding.demo.people import OWNER_REEM
from cms.seeding.demo.portraits import Look
from salons.models import Weekday as Day

QUIET_DAYS = (Day.SATURDAY, Day.SUNDAY, Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY)
LATE_DAYS = (Day.THURSDAY, Day.FRIDAY)
DAYTIME = (("12:00", "16:00"), ("17:00", "20:00"))
EVENING = (("15:00", "18:30"), ("19:30", "23:00"))
NIGHT = (("17:00", "21:00"), ("21:30", "01:30"))

RAMADAN = DemoSeason(Text("رمضان", "Ramadan"), (9, 1), (9, 30), at(tuple(Day), ("20:30", "02:00")))
# Without hours: the house rests, every year anew.
EID = DemoSeason(Text("عيد الفطر", "Eid al-Fitr"), (10, 1), (10, 2))
STAFF = (
    DemoStaff(
        Text("ريم الغامدي", "Reem Al-Ghamdi"),
        Text("المؤسِّسة وفنانة أظافر", "Founder and nail artist"),
        Text(
            "درست الرسم قبل الأظافر، ولا تكرر التصميم مرتين.",
            "Studied painting before nails and never repeats a design.",
        ),
        Look("long", skin="tan", hair="#241816", dress="#163b3a"),
        ("gel", "extensions", "art", "classic"),
        at(QUIET_DAYS, *EVENING) + at((Day.THURSDAY,), *NIGHT),
        own={"gel": (75, 180), "art": (None, 90)},
    ),
    DemoStaff(
        Text("لين باعشن", "Leen Baeshen"),
        Text("فنية أظافر", "Nail technician"),
        Text(
            "سريعة اليد، دقيقة الخط، وتحب الألوان الجريئة.",
            "Quick hands, fine lines and a love of bold colour.",
        ),
        Look("bob", skin="light", hair="#4a2a1c", dress="#8a5a44"),
        ("classic", "gel", "pedicure", "art"),
        at(QUIET_DAYS, *DAYTIME) + at(LATE_DAYS, *NIGHT),
    ),
    DemoStaff(
        Text("آمنة الإدريسي", "Amna El Idrissi"),
        Text("خبيرة الحمام المغربي", "Hammam therapist"),
        Text(
            "من فاس، تعلمت الحمام من جدتها وتعمله كما يجب.",
            "From Fes; learnt the hammam from her grandmother.",
        ),
        Look("hijab", skin="olive", hair="#c9d8d2"),
        ("hammam", "scrub", "pedicure"),
        at(QUIET_DAYS, ("15:00", "23:00")) + at(LATE_DAYS, *NIGHT),
        breaks=at(QUIET_DAYS, ("18:30", "19:15")),
    ),
    DemoStaff(
        Text("ماريسا كروز", "Marisa Cruz"),
        Text("معالجة مساج", "Massage therapist"),
        Text(
            "عشر سنوات من المساج العلاجي، تعرف أين يختبئ التعب.",
            "Ten years of therapeutic massage; she finds where it hurts.",
        ),
        Look("bun", skin="tan", hair="#1d1416", dress="#2f5e5a"),
        ("relax", "deep", "stones"),
        at(QUIET_DAYS, *DAYTIME) + at(LATE_DAYS, *NIGHT),
    ),
    DemoStaff(
        Text("ديوي ليستاري", "Dewi Lestari"),
        Text("معالجة مساج بالي", "Balinese massage therapist"),
        Text(
            "حركات طويلة هادئة، وزيوت تحضّرها بنفسها.",
            "Long calm strokes and oils that she blends herself.",
        ),
        Look("turban", skin="deep", hair="#d3a150", dress="#17403e"),
        ("relax", "stones", "scrub", "breathing"),
        at((Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.SATURDAY), *EVENING)
        + at(LATE_DAYS, *NIGHT),
    ),
    DemoStaff(
        Text("هناء المالكي", "Hana Al-Malki"),
        Text("خبيرة شعر وفروة", "Hair and scalp expert"),
        Text(
            "تبدأ من الفروة، لأن الشعر الجميل يبدأ من هناك.",
            "Begins with the scalp, where good hair begins.",
        ),
        Look("bob", skin="olive", hair="#1f1512", dress="#3f3a36"),
        ("blowdry", "scalp", "roots"),
        at((Day.SUNDAY, Day.TUESDAY, Day.WEDNESDAY, Day.SATURDAY), *EVENING)
        + at(LATE_DAYS, *NIGHT),
    ),
)
REEM = DemoSalon(
    subdomain="reem",
    owner_phone=OWNER_REEM,
    name=Text("ريم للأظافر والسبا", "Reem Nails & Spa"),
    city=Text("جدة", "Jeddah"),
    profile={
        **Text(
            "أظافر ومساج وحمام مغربي، حتى بعد منتصف الليل",
            "Nails, massage and hammam, past midnight too",
        ).fields("tagline"),
        **Text("شارع الأمير سلطان، حي المحمدية", "Prince Sultan Street, Al Muhammadiyah").fields(
            "address"
        ),
        "phone": "+966 12 345 6789",
        "whatsapp": "+966 50 000 0002",
        "instagram": "reem.spa.jeddah",
        "map_url": "https://maps.google.com/?q=21.6410,39.1310",
        "latitude": Decimal("21.64100"),
        "longitude": Decimal("39.13100"),
        "accent": "#1f6f6b",
        "commercial_registration": "4030654321",
        "is_vat_registered": True,
        "vat_number": "310765432100003",
    },
    hours=at(QUIET_DAYS, ("12:00", "23:00")) + at(LATE_DAYS, ("15:00", "01:30")),
    categories=reem_services.CATEGORIES,
    rooms=reem_services.ROOMS,
    add_ons=reem_services.ADD_ONS,
    seasons=(RAMADAN, EID),
    staff=STAFF,
    hero=Picture(
        scenes.hero_shore,
        Text("شمس فوق أمواج فيروزية وسعف نخيل", "A sun above turquoise waves and palm leaves"),
    ),
    about=Picture(
        scenes.basin,
        Text("وعاء ماء فيروزي تطفو فيه أزهار", "A turquoise bowl of water with blossoms"),
    ),
    gallery=(
        Picture(
            scenes.petals,
            Text("زهرة كبيرة بتدرجات الفيروز", "A large flower in shades of turquoise"),
        ),
        Picture(
            scenes.vase,
            Text("مزهرية فيروزية في نافذة مقوّسة", "A turquoise vase in an arched window"),
        ),
        Picture(scenes.bottles, Text("زجاجات زيوت المساج", "Bottles of massage oil")),
        Picture(scenes.window, Text("زخرفة نجوم ثمانية", "A lattice of eight-pointed stars")),
    ),
    pages="reem_pages.json",
)
