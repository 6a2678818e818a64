"""The page of Demo ID: who are you?"""

from __future__ import annotations

from markupsafe import Markup

from ..page import page
from .people import PEOPLE

BODY = Markup("""
<section class="card narrow">
  <p class="badge">SANDBOX · بيئة تجريبية</p>
  <h1>Demo ID <span lang="ar" dir="rtl">هوية تجريبية</span></h1>
  <p>Who are you? <span lang="ar" dir="rtl">من أنت؟</span></p>
  <form method="post">{people}</form>
  <form method="post">
    <label>Somebody else · شخص آخر
      <input name="name" required maxlength="60" dir="auto" autocomplete="off"></label>
    <button type="submit">Continue · متابعة</button>
  </form>
  <form method="post">
    <button type="submit" name="deny" value="1">Cancel · إلغاء</button>
  </form>
</section>
""")
PERSON = Markup(
    '<button type="submit" class="primary" name="subject" value="{subject}">{name}'
    "<small>{subject}@demo-id.example</small></button>"
)


def choice_page() -> str:
    """Return the choice of people. The forms answer to the address that asked."""
    people = (PERSON.format(subject=key, name=name) for key, name in PEOPLE.items())
    body = BODY.format(people=Markup("").join(people))
    return page("Demo ID (sandbox)", body, navigation=False)
