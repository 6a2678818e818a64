"""What Noor sells, where, and what goes with it."""

from cms.seeding.demo import service_scenes
from cms.seeding.demo.catalogue import (
    DemoAddOn,
    DemoCategory,
    DemoRoom,
    DemoService,
    Picture,
    Text,
)
from salons.models import Clientele, PriceKind

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
            facts={"price_kind": PriceKind.BY_STAFF},
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
            60,
            350,
            15,
            facts={
                "price_kind": PriceKind.FROM,
                "buffer_before_minutes": 5,
                "processing_minutes": 35,
                "finishing_minutes": 25,
                "needs_patch_test": True,
            },
            picture=Picture(
                service_scenes.colour_bowl,
                Text("وعاء صبغة وفرشاة", "A bowl of colour with a brush"),
            ),
        ),
        DemoService(
            "balayage",
            Text("بالياج", "Balayage"),
            Text(
                "إضاءات مرسومة باليد مع تونر وعناية بعد التفتيح.",
                "Hand-painted light with toner and after-care.",
            ),
            90,
            650,
            15,
            facts={
                "price_kind": PriceKind.FROM,
                "processing_minutes": 45,
                "finishing_minutes": 45,
                "minimum_notice_minutes": 24 * 60,
            },
        ),
        DemoService(
            "protein",
            Text("علاج بروتين", "Protein treatment"),
            Text(
                "ينعّم الشعر ويقوّيه حتى ثلاثة أشهر.",
                "Smooths and strengthens for up to three months.",
            ),
            60,
            550,
            15,
            facts={"processing_minutes": 30, "finishing_minutes": 60},
        ),
        DemoService(
            "girls",
            Text("قص شعر للبنات", "Girls' haircut"),
            Text(
                "حتى سن العاشرة، بصبر وهدية صغيرة.",
                "Up to ten years, with patience and a small gift.",
            ),
            30,
            70,
            5,
            facts={"clientele": Clientele.CHILDREN},
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
            facts={
                "women_staff_only": True,
                "minimum_notice_minutes": 7 * 24 * 60,
                "horizon_days": 180,
            },
        ),
        DemoService(
            "class",
            Text("ورشة مكياج يومي", "Everyday make-up class"),
            Text(
                "ستة مقاعد، وكل واحدة تطبّق بأدواتها خطوة بخطوة.",
                "Six seats; everyone works on her own look, step by step.",
            ),
            90,
            160,
            15,
            facts={"capacity": 6, "buffer_before_minutes": 15},
            picture=Picture(
                service_scenes.brushes, Text("فرش مكياج في كوب", "Make-up brushes in a cup")
            ),
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
            room="pedicure",
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
            facts={"women_staff_only": True},
            room="skin",
            picture=Picture(
                service_scenes.lotus, Text("زهرة لوتس على الماء", "A lotus flower on the water")
            ),
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
            facts={"women_staff_only": True},
            room="skin",
        ),
    ),
)
ROOMS = (
    DemoRoom("skin", Text("غرفة بشرة", "Skin care room"), ("الغرفة الوردية",)),
    DemoRoom("pedicure", Text("كرسي باديكير", "Pedicure chair"), ("كرسي 1", "كرسي 2")),
)
ADD_ONS = (
    DemoAddOn(Text("تونر", "Toner"), 20, 120, ("colour", "balayage")),
    DemoAddOn(Text("ماسك مغذٍّ", "Nourishing mask"), 15, 80, ("cut", "colour", "balayage")),
    DemoAddOn(Text("تركيب رموش", "Lashes"), 15, 60, ("evening",)),
    DemoAddOn(Text("لون جل", "Gel colour"), 20, 50, ("manicure", "pedicure")),
)
CATEGORIES = (HAIR, MAKEUP, NAILS, SKIN)
