"""The bank's page of the sandbox, where the payer's answer is chosen."""

from __future__ import annotations

from markupsafe import Markup

from ..page import page
from .money import formatted
from .payment import Payment
from .settlement import AUTH_RESULTS

LABELS = {
    "AUTHENTICATED": ("Authenticate and pay", "تأكيد الدفع"),
    "UNAUTHENTICATED": ("Wrong code", "رمز غير صحيح"),
    "CANCELLED_AUTHENTICATION": ("Cancel", "إلغاء"),
    "AUTHENTICATION_NOT_AVAILABLE": ("Not available", "الخدمة غير متاحة"),
    "AUTHENTICATION_REJECTED": ("Rejected by bank", "رفض البنك"),
    "AUTHENTICATION_SERVER_ERROR": ("Bank server error", "خطأ في خادم البنك"),
}

BODY = Markup("""
<section class="card narrow">
  <p class="badge">SANDBOX · بيئة تجريبية</p>
  <h1>Bank verification <span lang="ar" dir="rtl">التحقق من البنك</span></h1>
  <p>No real money moves. <span lang="ar" dir="rtl">لا تُخصم أي مبالغ حقيقية.</span></p>
  <dl>
    <dt>Amount · المبلغ</dt><dd class="amount"><bdi>{amount}</bdi></dd>
    <dt>Card · البطاقة</dt><dd><bdi>{card}</bdi></dd>
    <dt>For · مقابل</dt><dd><bdi dir="auto">{description}</bdi></dd>
  </dl>
  <form method="post" action="set_auth_result">{buttons}</form>
  {note}
</section>
""")
BUTTON = Markup(
    '<button type="submit" name="auth_result" value="{value}" class="{style}">'
    '{english} · <span lang="ar" dir="rtl">{arabic}</span><small>{value}</small></button>'
)
NOTE = Markup(
    '<p class="note">This test card fails whatever you choose. '
    '<span lang="ar" dir="rtl">تفشل هذه البطاقة التجريبية مهما اخترت.</span></p>'
)
FINISHED = Markup("""
<section class="card narrow">
  <p class="badge">SANDBOX · بيئة تجريبية</p>
  <h1>{status}</h1><p>{message}</p>
</section>
""")


def challenge_page(payment: Payment) -> str:
    """Return the page with the six documented results, success first."""
    body = BODY.format(
        amount=formatted(payment.amount, payment.currency),
        card=payment.source.get("number") or "",
        description=payment.description or "—",
        buttons=Markup("").join(_button(value) for value in AUTH_RESULTS),
        note=NOTE if payment.plan.flow == "fails_in_challenge" else "",
    )
    return page("3-D Secure (sandbox)", body, navigation=False)


def finished_page(payment: Payment) -> str:
    body = FINISHED.format(status=payment.status, message=payment.source["message"] or "")
    return page("Payment (sandbox)", body, navigation=False)


def _button(value: str) -> Markup:
    english, arabic = LABELS[value]
    style = "primary" if value == AUTH_RESULTS[0] else "secondary"
    return BUTTON.format(value=value, style=style, english=english, arabic=arabic)
