"""What an edit of a page changed."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page, Revision

# Kept with every revision, but nobody's edit.
BOOKKEEPING = frozenset(
    {
        *("pk", "path", "depth", "numchild", "url_path", "content_type", "owner", "locale"),
        *("latest_revision", "live_revision", "latest_revision_created_at", "translation_key"),
        *("first_published_at", "last_published_at", "has_unpublished_changes", "draft_title"),
    }
)
LONGEST = 200


def changed_fields(revision: Revision | None) -> dict[str, list[str]]:
    """Return field -> [before, after] against the revision before, long values cut.

    A page that was never edited is compared with what it shows.
    """
    if revision is None:
        return {}
    try:
        before = revision.get_previous().content
    except Revision.DoesNotExist:
        before = _live(revision)
    after = revision.content
    return {
        name: [_shown(before.get(name)), _shown(value)]
        for name, value in after.items()
        if name not in BOOKKEEPING and before.get(name) != value
    }


def _live(revision: Revision) -> dict[str, Any]:
    page = Page.objects.get(pk=revision.object_id).specific
    data = json.dumps(page.serializable_data(), cls=DjangoJSONEncoder)
    return dict(json.loads(data))


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
