"""What the pages of a brand-new salon say until its owner writes her own."""

import json
import uuid
from typing import Any


def section(kind: str, **value: Any) -> dict[str, Any]:
    """Return one section in the form that a StreamField stores."""
    return {"type": kind, "value": value}


def listed(*items: Any) -> list[dict[str, Any]]:
    """Return a list in the form that a ListBlock stores."""
    return [{"type": "item", "value": item, "id": str(uuid.uuid4())} for item in items]


def stored(*sections: dict[str, Any]) -> str:
    """Return sections as a StreamField's column holds them."""
    return json.dumps(sections, ensure_ascii=False)


def _point(icon: str, title: str, text: str) -> dict[str, Any]:
    return {"icon": icon, "title": title, "text": text}


def _question(question: str, answer: str) -> dict[str, Any]:
    return {"question": question, "answer": f"<p>{answer}</p>"}


_SECTIONS_AR = stored(
    section("featured_services", eyebrow="من قائمتنا", heading="خدمات يختارها ضيوفنا", services=[]),
    section(
        "highlights",
        eyebrow="لماذا نحن",
        heading="تفاصيل صغيرة تصنع الفرق",
        points=listed(
            _point("sparkle", "نظافة وتعقيم", "أدوات معقّمة لكل ضيف، ومكان مرتّب في كل وقت."),
            _point("calendar", "حجز في دقيقة", "اختاروا الخدمة والوقت، ويصلكم التأكيد مباشرة."),
            _point("lock", "أسعار واضحة", "السعر المعروض شامل للضريبة، والدفع آمن."),
        ),
    ),
    section("team", eyebrow="فريقنا", heading="أيدٍ تثقون بها"),
    section(
        "visit", eyebrow="زورونا", heading="ننتظركم", text="أبوابنا مفتوحة لكم في هذه الأوقات."
    ),
    section(
        "questions",
        eyebrow="قبل الزيارة",
        heading="أسئلة تتكرر",
        questions=listed(
            _question(
                "كيف أحجز موعداً؟",
                "اختاروا الخدمة ومن يقدّمها والوقت المناسب، ثم أكّدوا برقم الجوال."
                " يصلكم رقم الحجز فوراً.",
            ),
            _question(
                "هل يمكنني إلغاء الموعد؟",
                "نعم، من صفحة مواعيدي. تظهر مهلة الإلغاء المجاني قبل تأكيد الحجز.",
            ),
            _question("هل الأسعار شاملة للضريبة؟", "نعم، جميع الأسعار المعروضة شاملة للضريبة."),
        ),
    ),
)
_SECTIONS_EN = stored(
    section(
        "featured_services", eyebrow="From our menu", heading="What our guests love", services=[]
    ),
    section(
        "highlights",
        eyebrow="Why us",
        heading="Small things, done properly",
        points=listed(
            _point("sparkle", "Spotless", "Sterilised tools for every guest, a tidy place always."),
            _point("calendar", "Booked in a minute", "Choose a service and a time. That is all."),
            _point("lock", "Clear prices", "What you see includes VAT, and you pay securely."),
        ),
    ),
    section("team", eyebrow="Our team", heading="Hands you can trust"),
    section(
        "visit", eyebrow="Visit us", heading="Come and see us", text="This is when we are here."
    ),
    section(
        "questions",
        eyebrow="Before your visit",
        heading="Good to know",
        questions=listed(
            _question(
                "How do I book?",
                "Choose a service, a person and a time, then confirm with your mobile number."
                " You get your booking reference at once.",
            ),
            _question(
                "Can I cancel?",
                "Yes, under My appointments. Until when it is free is shown before you confirm.",
            ),
            _question("Do prices include VAT?", "Yes, every price you see includes VAT."),
        ),
    ),
)
HOME_PAGES: dict[str, dict[str, Any]] = {
    "ar": {
        "title": "الرئيسية",
        "slug": "home",
        "hero_title": "وقتٌ لكم وحدكم",
        "hero_text": "اختاروا الخدمة والوقت الذي يناسبكم واحجزوا في دقيقة، ودعوا الباقي علينا.",
        "sections": _SECTIONS_AR,
    },
    "en": {
        "title": "Home",
        "slug": "home-en",
        "hero_title": "Time that is all yours",
        "hero_text": "Choose a service and a time that suits you, book in a minute"
        " and leave the rest to us.",
        "sections": _SECTIONS_EN,
    },
}
INNER_PAGES: dict[str, dict[str, dict[str, str]]] = {
    "ar": {
        "services": {
            "title": "الخدمات",
            "intro": "كل خدمة بمدتها وسعرها شاملاً للضريبة. اختاروا ما يناسبكم واحجزوا مباشرة.",
            "search_description": "قائمة الخدمات والأسعار والحجز المباشر.",
        },
        "team": {
            "title": "الفريق",
            "intro": "تعرّفوا على من يعتني بكم.",
            "search_description": "فريق الصالون وخبراته.",
        },
        "contact": {
            "title": "تواصل معنا",
            "intro": "يسعدنا استقبالكم والرد على أسئلتكم.",
            "search_description": "العنوان وأوقات العمل وطرق التواصل.",
        },
    },
    "en": {
        "services": {
            "title": "Services",
            "intro": "Every service with its length and its price, VAT included."
            " Pick yours and book right away.",
            "search_description": "Services, prices and online booking.",
        },
        "team": {
            "title": "Team",
            "intro": "Meet the people who will look after you.",
            "search_description": "The people of the salon and what they do.",
        },
        "contact": {
            "title": "Contact",
            "intro": "We look forward to your visit and are glad to answer your questions.",
            "search_description": "Address, opening hours and ways to reach us.",
        },
    },
}
