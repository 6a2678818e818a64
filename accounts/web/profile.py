"""A person's own data."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.domain.people import update_profile
from accounts.models import User
from accounts.web.forms import ProfileForm
from accounts.web.refusals import render_form


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show name and language and change them; a new language takes effect at once."""
    user = cast(User, request.user)
    form = ProfileForm(request.POST or None, instance=User(**_shown(user)))
    if not form.is_valid():
        return render_form(request, "accounts/profile.html", form)
    update_profile(user, **form.cleaned_data)
    return _saved(request, form.cleaned_data["language"])


def _shown(user: User) -> dict[str, str]:
    # A copy: the form writes into its instance before the domain has agreed.
    return {name: getattr(user, name) for name in ProfileForm.Meta.fields}


def _saved(request: HttpRequest, language: str) -> HttpResponse:
    with translation.override(language):
        messages.success(request, _("Your details were saved."))
        response = HttpResponseRedirect(reverse("account_profile"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.SESSION_COOKIE_AGE,
        samesite="Lax",
        secure=request.is_secure(),
    )
    return response
