"""Uploaded files, each salon's under its own unchanging folder."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection

from tenants.domain.media import is_public, signed_query


class SalonFileSystemStorage(FileSystemStorage):
    """Keeps a salon's files under ``<media>/<uuid of the salon>/``.

    Location and address are worked out at each call: one storage object serves every salon. The
    address of a file that is not for everybody is signed and works for a while.
    """

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(settings.MEDIA_ROOT)

    @property
    def location(self) -> str:  # type: ignore[override]
        return f"{settings.MEDIA_ROOT}/{media_folder()}"

    @property
    def base_url(self) -> str:  # type: ignore[override]
        return f"{settings.MEDIA_URL}{media_folder()}/"

    def url(self, name: str | None) -> str:
        address = super().url(name)
        if name is None or is_public(name):
            return address
        return f"{address}?{signed_query(media_folder(), name)}"


def media_folder() -> str:
    """Return the name of the current salon's folder."""
    uuid = getattr(connection.tenant, "uuid", None)
    if uuid is None:
        if connection.schema_name == "public":
            return "platform"
        from tenants.models import Tenant

        uuid = Tenant.objects.values_list("uuid", flat=True).get(schema_name=connection.schema_name)
    return str(uuid)
