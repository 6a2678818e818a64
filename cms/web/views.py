"""The platform's own pages."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.directory import listed_salons, with_addresses

SALONS_A_PAGE = 24
LONGEST_SEARCH = 60


def platform_home(request: HttpRequest) -> HttpResponse:
    """Show the salons that are open to visitors; ``?q=`` searches names and cities."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    pages = Paginator(listed_salons(words), SALONS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "search": words,
        "page_of_salons": page,
        "salons": with_addresses(page),
        "trial_days": settings.TRIAL_DAYS,
    }
    return render(request, "platform/home.html", context)
