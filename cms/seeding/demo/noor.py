"""Noor: a women's salon in Riyadh."""

from datetime import time
from decimal import Decimal

from cms.seeding.demo import noor_services, scenes
from cms.seeding.demo.catalogue import (
    DemoHoliday,
    DemoSalon,
    DemoSeason,
    DemoStaff,
    Picture,
    Text,
    at,
)
from cms.seeding.demo.people import OWNER_NOOR
from cms.seeding.demo.portraits import Look
from salons.models import Weekday as Day

WORKDAYS = (Day.SUNDAY, Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY)
SKIN_DAYS = (Day.SUNDAY, Day.MONDAY, Day.TUESDAY, Day.THURSDAY, Day.SATURDAY)
# A pause in the middle of the day: two shifts.
MORNING = (("10:00", "14:00"), ("15:00", "19:00"))
EVENING = (("13:00", "17:00"), ("18:00", "22:00"))

# Business comes to life after the evening prayers.
RAMADAN = DemoSeason(
    Text("رمضان", "Ramadan"),
    (9, 1),
    (9, 30),
    at((*WORKDAYS, Day.SATURDAY), ("13:00", "17:00"), ("20:30", "01:00"))
    + at((Day.FRIDAY,), ("20:30", "01:00")),
)
EID = DemoHoliday(Text("عيد الفطر", "Eid al-Fitr"), 10, 1)
SECOND_OF_EID = DemoHoliday(
    Text("ثاني أيام العيد", "Second day of Eid"), 10, 2, ((time(16), time(23)),)
)
STAFF = (
    DemoStaff(
        Text("نورة العتيبي", "Noura Al-Otaibi"),
        Text("المؤسِّسة وخبيرة الألوان", "Founder and colourist"),
        Text(
            "خمسة عشر عاماً مع الألوان. تحب التدرجات التي تبدو طبيعية وتكبر بجمال.",
            "Fifteen years of colour. Loves shades that look natural and grow out well.",
        ),
        Look("bun", skin="olive", hair="#2e1d18"),
        ("cut", "colour", "balayage", "protein", "girls"),
        at(WORKDAYS, *MORNING),
        own={"cut": (75, 220), "colour": (None, 450)},
    ),
    DemoStaff(
        Text("سارة الحربي", "Sara Al-Harbi"),
        Text("مصففة شعر أولى", "Senior stylist"),
        Text(
            "قصّات ناعمة وتصفيف سريع لمن وقتها ضيق.",
            "Soft cuts, and quick styling for those in a hurry.",
        ),
        Look("long", skin="light", hair="#5a3523", dress="#3f2a24"),
        ("cut", "blowdry", "protein", "oil", "colour", "girls"),
        at((*WORKDAYS[1:], Day.SATURDAY), ("13:00", "22:00")),
        own={"blowdry": (40, None)},
        breaks=at((*WORKDAYS[1:], Day.SATURDAY), ("17:00", "17:45")),
    ),
    DemoStaff(
        Text("مها القحطاني", "Maha Al-Qahtani"),
        Text("خبيرة مكياج", "Make-up artist"),
        Text(
            "إطلالات سهرة وعرائس تُظهر ملامحك ولا تخفيها.",
            "Evening and bridal looks that show your features.",
        ),
        Look("hijab", skin="olive", hair="#d8c3ae"),
        ("evening", "bride", "brows", "class"),
        at((Day.WEDNESDAY, Day.THURSDAY, Day.SATURDAY), *EVENING)
        + at((Day.FRIDAY,), ("14:00", "18:00"), ("18:30", "22:00")),
    ),
    DemoStaff(
        Text("أمل الدوسري", "Amal Al-Dosari"),
        Text("أخصائية بشرة", "Skin therapist"),
        Text(
            "تبدأ كل جلسة بقراءة بشرتك، ثم خطة بسيطة تكملينها في البيت.",
            "Reads your skin first, then makes a simple plan you can keep at home.",
        ),
        Look("bob", skin="tan", hair="#1d1416", dress="#6f4a3b"),
        ("facial", "glow", "brows"),
        at(SKIN_DAYS, ("10:00", "19:00")),
        breaks=at(SKIN_DAYS, ("14:00", "15:00")),
    ),
    DemoStaff(
        Text("جوي سانتوس", "Joy Santos"),
        Text("فنية أظافر", "Nail technician"),
        Text(
            "دقيقة وهادئة، وأظافرها تبقى أسبوعين.",
            "Calm and precise; her manicures last two weeks.",
        ),
        Look("turban", skin="light", hair="#b5654a", dress="#4b2b25"),
        ("manicure", "pedicure", "oil"),
        at((*WORKDAYS, Day.SATURDAY), ("12:00", "16:00"), ("17:00", "21:00")),
    ),
)
NOOR = DemoSalon(
    subdomain="noor",
    owner_phone=OWNER_NOOR,
    name=Text("صالون نور", "Noor Salon"),
    city=Text("الرياض", "Riyadh"),
    profile={
        **Text(
            "شعر ومكياج وعناية، في بيت هادئ شمال الرياض",
            "Hair, make-up and care in a calm house in north Riyadh",
        ).fields("tagline"),
        **Text("طريق أنس بن مالك، حي الملقا", "Anas Ibn Malik Road, Al Malqa").fields("address"),
        "phone": "+966 11 234 5678",
        "whatsapp": "+966 50 000 0001",
        "instagram": "noor.salon.ksa",
        "map_url": "https://maps.google.com/?q=24.8096,46.6108",
        "latitude": Decimal("24.80960"),
        "longitude": Decimal("46.61080"),
        "accent": "#9c4a3c",
        "commercial_registration": "1010123456",
        "is_vat_registered": True,
        "vat_number": "310123456700003",
    },
    hours=at((*WORKDAYS, Day.SATURDAY), ("10:00", "22:00")) + at((Day.FRIDAY,), ("14:00", "22:00")),
    categories=noor_services.CATEGORIES,
    rooms=noor_services.ROOMS,
    add_ons=noor_services.ADD_ONS,
    seasons=(RAMADAN,),
    holidays=(EID, SECOND_OF_EID),
    staff=STAFF,
    hero=Picture(
        scenes.hero_arches,
        Text(
            "أقواس متداخلة بلون الطين مع أغصان خضراء",
            "Nested clay-coloured arches with green branches",
        ),
    ),
    about=Picture(
        scenes.vase, Text("مزهرية بلون الطين في نافذة مقوّسة", "A clay vase in an arched window")
    ),
    gallery=(
        Picture(scenes.window, Text("زخرفة نجوم ثمانية", "A lattice of eight-pointed stars")),
        Picture(
            scenes.bottles, Text("زجاجات زيوت وعطور على رف", "Bottles of oil and scent on a shelf")
        ),
        Picture(
            scenes.petals, Text("زهرة كبيرة بتدرجات الوردي", "A large flower in shades of rose")
        ),
        Picture(
            scenes.basin,
            Text("وعاء ماء تطفو فيه أزهار بيضاء", "A bowl of water with white blossoms"),
        ),
    ),
    pages="noor_pages.json",
)
