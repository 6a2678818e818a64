"""Uploaded files, each salon's under its own unchanging folder."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection


class SalonFileSystemStorage(FileSystemStorage):
    """Keeps a salon's files under ``<media>/<uuid of the salon>/``.

    Location and address are worked out at each call: one storage object serves every salon.
    """

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(settings.MEDIA_ROOT)

    @property
    def location(self) -> str:  # type: ignore[override]
        return f"{settings.MEDIA_ROOT}/{_folder()}"

    @property
    def base_url(self) -> str:  # type: ignore[override]
        return f"{settings.MEDIA_URL}{_folder()}/"


def _folder() -> str:
    uuid = getattr(connection.tenant, "uuid", None)
    if uuid is None:
        if connection.schema_name == "public":
            return "platform"
        from tenants.models import Tenant

        uuid = Tenant.objects.values_list("uuid", flat=True).get(schema_name=connection.schema_name)
    return str(uuid)
