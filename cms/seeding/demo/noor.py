"""Noor: a women's salon in Riyadh."""

from cms.seeding.demo import scenes
from cms.seeding.demo.catalogue import (
    DemoCategory,
    DemoSalon,
    DemoService,
    DemoStaff,
    Picture,
    Text,
    at,
)
from cms.seeding.demo.people import OWNER_NOOR
from cms.seeding.demo.portraits import Look
from salons.models import Weekday as Day

WORKDAYS = (Day.SUNDAY, Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY)
WEEKEND = (Day.FRIDAY, Day.SATURDAY)
# A break in the middle of the day: two shifts.
MORNING = (("10:00", "14:00"), ("15:00", "19:00"))
EVENING = (("13:00", "17:00"), ("18:00", "22:00"))

HAIR = DemoCategory(
    Text("الشعر", "Hair"),
    (
        DemoService(
            "cut",
            Text("قص وتصفيف", "Cut and style"),
            Text(
                "استشارة وغسيل وقص يناسب ملامحك، ثم تصفيف.",
                "Consultation, wash, a cut that suits your face, and styling.",
            ),
            60,
            150,
            10,
        ),
        DemoService(
            "blowdry",
            Text("سشوار", "Blow-dry"),
            Text("غسيل وتجفيف ناعم أو ويفي يدوم.", "Wash and a smooth or wavy finish that lasts."),
            45,
            90,
            5,
        ),
        DemoService(
            "colour",
            Text("صبغة كاملة", "Full colour"),
            Text(
                "لون متجانس من الجذور إلى الأطراف بدون أمونيا.",
                "Even colour from roots to ends, free of ammonia.",
            ),
            120,
            350,
            15,
        ),
        DemoService(
            "balayage",
            Text("بالياج", "Balayage"),
            Text(
                "إضاءات مرسومة باليد مع تونر وعناية بعد التفتيح.",
                "Hand-painted light with toner and after-care.",
            ),
            180,
            650,
            15,
        ),
        DemoService(
            "protein",
            Text("علاج بروتين", "Protein treatment"),
            Text(
                "ينعّم الشعر ويقوّيه حتى ثلاثة أشهر.",
                "Smooths and strengthens for up to three months.",
            ),
            150,
            550,
            15,
        ),
        DemoService(
            "oil",
            Text("حمام زيت دافئ", "Warm oil treatment"),
            Text("زيوت طبيعية ومساج لفروة الرأس.", "Natural oils and a scalp massage."),
            45,
            120,
            10,
        ),
    ),
)
MAKEUP = DemoCategory(
    Text("المكياج والحواجب", "Make-up and brows"),
    (
        DemoService(
            "evening",
            Text("مكياج سهرة", "Evening make-up"),
            Text(
                "إطلالة كاملة مع رموش، تدوم حتى آخر الليل.",
                "A full look with lashes that lasts the night.",
            ),
            75,
            400,
            10,
        ),
        DemoService(
            "bride",
            Text("مكياج عروس", "Bridal make-up"),
            Text(
                "تجربة مسبقة وإطلالة يوم الزفاف مع تثبيت.",
                "A trial beforehand and the look of the day.",
            ),
            120,
            1200,
            15,
        ),
        DemoService(
            "brows",
            Text("تنظيف ورسم الحواجب", "Brow shaping"),
            Text("بالخيط أو الملقط، مع تحديد ناعم.", "Threading or tweezing with a soft outline."),
            20,
            45,
            5,
        ),
    ),
)
NAILS = DemoCategory(
    Text("الأظافر", "Nails"),
    (
        DemoService(
            "manicure",
            Text("مانيكير", "Manicure"),
            Text("تشكيل وترطيب ولون من اختيارك.", "Shape, care and a colour of your choice."),
            45,
            80,
            10,
        ),
        DemoService(
            "pedicure",
            Text("باديكير", "Pedicure"),
            Text("نقع وتقشير ومساج قصير ولون.", "Soak, scrub, a short massage and colour."),
            60,
            110,
            10,
        ),
    ),
)
SKIN = DemoCategory(
    Text("العناية بالبشرة", "Skin care"),
    (
        DemoService(
            "facial",
            Text("تنظيف بشرة عميق", "Deep cleansing facial"),
            Text(
                "تقشير وبخار واستخلاص لطيف وماسك مهدّئ.",
                "Peel, steam, gentle extraction and a calming mask.",
            ),
            60,
            220,
            10,
        ),
        DemoService(
            "glow",
            Text("جلسة نضارة", "Glow session"),
            Text(
                "ترطيب مكثف وماسك ذهبي قبل المناسبات.",
                "Deep moisture and a golden mask before an occasion.",
            ),
            45,
            180,
            10,
        ),
    ),
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
        ("cut", "colour", "balayage", "protein"),
        at(WORKDAYS, *MORNING),
    ),
    DemoStaff(
        Text("سارة الحربي", "Sara Al-Harbi"),
        Text("مصففة شعر أولى", "Senior stylist"),
        Text(
            "قصّات ناعمة وتصفيف سريع لمن وقتها ضيق.",
            "Soft cuts, and quick styling for those in a hurry.",
        ),
        Look("long", skin="light", hair="#5a3523", dress="#3f2a24"),
        ("cut", "blowdry", "protein", "oil", "colour"),
        at((*WORKDAYS[1:], Day.SATURDAY), *EVENING),
    ),
    DemoStaff(
        Text("مها القحطاني", "Maha Al-Qahtani"),
        Text("خبيرة مكياج", "Make-up artist"),
        Text(
            "إطلالات سهرة وعرائس تُظهر ملامحك ولا تخفيها.",
            "Evening and bridal looks that show your features.",
        ),
        Look("hijab", skin="olive", hair="#d8c3ae"),
        ("evening", "bride", "brows"),
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
        at((Day.SUNDAY, Day.MONDAY, Day.TUESDAY, Day.THURSDAY, Day.SATURDAY), *MORNING),
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
        "accent": "#9c4a3c",
        "commercial_registration": "1010123456",
        "is_vat_registered": True,
        "vat_number": "310123456700003",
    },
    hours=at((*WORKDAYS, Day.SATURDAY), ("10:00", "22:00")) + at((Day.FRIDAY,), ("14:00", "22:00")),
    categories=(HAIR, MAKEUP, NAILS, SKIN),
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
