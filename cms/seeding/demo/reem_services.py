"""What Reem sells, where, and what goes with it."""

from cms.seeding.demo import service_scenes
from cms.seeding.demo.catalogue import (
    DemoAddOn,
    DemoCategory,
    DemoRoom,
    DemoService,
    Picture,
    Text,
)
from salons.models import PriceKind

NAILS = DemoCategory(
    Text("الأظافر", "Nails"),
    (
        DemoService(
            "classic",
            Text("مانيكير كلاسيك", "Classic manicure"),
            Text(
                "تشكيل وعناية بالجلد ولون أو طبيعي لامع.",
                "Shape, cuticle care and colour or a natural shine.",
            ),
            40,
            70,
            5,
        ),
        DemoService(
            "gel",
            Text("مانيكير جل", "Gel manicure"),
            Text("لون يدوم ثلاثة أسابيع بلا خدش.", "Colour that stays three weeks without a chip."),
            60,
            130,
            10,
            facts={"price_kind": PriceKind.BY_STAFF},
        ),
        DemoService(
            "extensions",
            Text("تركيب أكريليك", "Acrylic extensions"),
            Text(
                "الطول والشكل كما تريدين، مع لون جل.",
                "Length and shape as you like, with gel colour.",
            ),
            120,
            280,
            10,
            facts={"price_kind": PriceKind.FROM},
        ),
        DemoService(
            "art",
            Text("رسم أظافر", "Nail art"),
            Text("رسم يدوي أو كروم، لكل الأصابع.", "Hand-painted or chrome, for all nails."),
            30,
            60,
            5,
            facts={"price_kind": PriceKind.FROM},
            picture=Picture(
                service_scenes.polish, Text("زجاجات طلاء أظافر", "Bottles of nail polish")
            ),
        ),
        DemoService(
            "pedicure",
            Text("باديكير سبا", "Spa pedicure"),
            Text(
                "أملاح البحر الأحمر وتقشير ومساج للقدمين.",
                "Red Sea salts, a scrub and a foot massage.",
            ),
            70,
            150,
            10,
            room="pedicure",
        ),
    ),
)
MASSAGE = DemoCategory(
    Text("المساج", "Massage"),
    (
        DemoService(
            "relax",
            Text("مساج استرخائي", "Relaxing massage"),
            Text(
                "ضغط خفيف وزيوت دافئة للجسم كله.",
                "Light pressure and warm oils for the whole body.",
            ),
            60,
            250,
            15,
            facts={"women_staff_only": True, "buffer_before_minutes": 5},
            room="massage",
        ),
        DemoService(
            "deep",
            Text("مساج الأنسجة العميقة", "Deep tissue massage"),
            Text("لشد الكتفين والظهر بعد أسبوع طويل.", "For shoulders and back after a long week."),
            60,
            300,
            15,
            facts={"women_staff_only": True, "buffer_before_minutes": 5},
            room="massage",
        ),
        DemoService(
            "stones",
            Text("مساج الأحجار الساخنة", "Hot stone massage"),
            Text(
                "أحجار بازلت دافئة تفك التوتر ببطء.",
                "Warm basalt stones that let tension go slowly.",
            ),
            75,
            340,
            20,
            facts={"women_staff_only": True, "buffer_before_minutes": 15},
            room="massage",
            picture=Picture(
                service_scenes.stones, Text("أحجار ملساء مرصوصة", "Smooth stones in a pile")
            ),
        ),
    ),
)
BATH = DemoCategory(
    Text("الحمام والجسم", "Hammam and body"),
    (
        DemoService(
            "hammam",
            Text("حمام مغربي", "Moroccan hammam"),
            Text("بخار وصابون بلدي وليفة وغسول.", "Steam, black soap, a kessa scrub and clay."),
            75,
            260,
            20,
            facts={"women_staff_only": True, "buffer_before_minutes": 10},
            room="hammam",
        ),
        DemoService(
            "breathing",
            Text("جلسة تنفس واسترخاء", "Breathing and stretching class"),
            Text(
                "ثماني ضيفات على ضوء الشموع، قبل المساء.",
                "Eight guests by candlelight, before the evening.",
            ),
            60,
            90,
            15,
            facts={"capacity": 8, "buffer_before_minutes": 10},
        ),
        DemoService(
            "scrub",
            Text("تقشير الجسم", "Body scrub"),
            Text("سكر وقهوة وزيت لوز، ثم ترطيب.", "Sugar, coffee and almond oil, then moisture."),
            45,
            190,
            15,
            facts={"women_staff_only": True},
            room="hammam",
        ),
    ),
)
HAIR = DemoCategory(
    Text("الشعر وفروة الرأس", "Hair and scalp"),
    (
        DemoService(
            "blowdry",
            Text("سشوار", "Blow-dry"),
            Text("غسيل وتصفيف ناعم أو بحجم.", "Wash and a smooth or full finish."),
            45,
            100,
            5,
        ),
        DemoService(
            "roots",
            Text("صبغة جذور", "Root colour"),
            Text(
                "تغطية كاملة للجذور، ثم غسيل وتصفيف.",
                "Full cover at the roots, then a wash and styling.",
            ),
            40,
            180,
            10,
            facts={
                "price_kind": PriceKind.FROM,
                "processing_minutes": 30,
                "finishing_minutes": 30,
                "needs_patch_test": True,
            },
        ),
        DemoService(
            "scalp",
            Text("سبا فروة الرأس", "Scalp spa"),
            Text("تقشير ومساج وبخار للفروة.", "Scrub, massage and steam for the scalp."),
            40,
            140,
            10,
        ),
    ),
)
ROOMS = (
    DemoRoom("massage", Text("غرفة مساج", "Massage room"), ("غرفة الفيروز", "غرفة المرجان")),
    DemoRoom("hammam", Text("غرفة الحمام", "Hammam"), ("الحمام",)),
    DemoRoom("pedicure", Text("كرسي باديكير", "Pedicure chair"), ("كرسي 1", "كرسي 2")),
)
ADD_ONS = (
    DemoAddOn(Text("إزالة الجل", "Gel removal"), 20, 30, ("gel", "extensions", "pedicure")),
    DemoAddOn(Text("فرنش", "French tips"), 10, 25, ("classic", "gel", "extensions")),
    DemoAddOn(Text("زيوت عطرية", "Aromatic oils"), 0, 40, ("relax", "deep", "stones")),
    DemoAddOn(Text("تدليك القدمين", "Foot massage"), 15, 60, ("relax", "deep", "hammam")),
)
CATEGORIES = (NAILS, MASSAGE, BATH, HAIR)
