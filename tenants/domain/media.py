"""Which uploaded files anybody may see, and the signatures that open the others for a while.

Pages show renditions, cut to size from what was uploaded. The upload itself, as it came from the
camera, stays with the salon.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

# Folders that Wagtail keeps renditions in. A rendition's name changes with its content.
PUBLIC_FOLDERS = frozenset({"images"})
# Shown by the browser as what they are; anything else is handed over as a file to keep.
PICTURE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
# The filter "original" (of the back office's own page) keeps the whole upload among the renditions:
# Wagtail writes the filter at the end of the name, the storage a random ending against a clash.
WHOLE_UPLOAD = re.compile(
    r"\.original(\.(format|\w+quality|bgcolor)-[\w-]+)*(_\w+)?\.\w+$", re.ASCII
)
UNKNOWN_TYPE = "application/octet-stream"
SIGNATURE = "signature"
SALT = "tenants.media"
# One segment of a path: no "..", no empty one, nothing that a file system reads otherwise.
SEGMENT = re.compile(r"(?!\.\.?$)[^/\\\x00-\x1f\x7f]+")


def media_folder_of(tenant: Any) -> Path:
    """Return where the salon's uploaded files are."""
    return Path(settings.MEDIA_ROOT) / str(tenant.uuid)


def is_storable_name(name: str) -> bool:
    """Return whether the name stays inside the salon's folder, however it is read."""
    return all(SEGMENT.fullmatch(segment) for segment in name.split("/"))


def is_public(name: str) -> bool:
    """Return whether anybody may see the file."""
    folder, _slash, rest = name.partition("/")
    if not rest or folder not in PUBLIC_FOLDERS or WHOLE_UPLOAD.search(rest):
        return False
    return content_type_of(name) != UNKNOWN_TYPE


def content_type_of(name: str) -> str:
    """Return the type that the file is served as, by its ending alone."""
    return PICTURE_TYPES.get(PurePosixPath(name).suffix.lower(), UNKNOWN_TYPE)


def signed_query(folder: str, name: str) -> str:
    """Return the query that opens one file of one salon for MEDIA_SIGNATURE_SECONDS."""
    signed = _signer().sign(f"{folder}/{name}")
    return urlencode({SIGNATURE: signed.removeprefix(f"{folder}/{name}:")})


def is_signed(folder: str, name: str, signature: str) -> bool:
    """Return whether the signature is ours, for this file, and young enough."""
    asked = f"{folder}/{name}"
    try:
        signed = _signer().unsign(f"{asked}:{signature}", max_age=settings.MEDIA_SIGNATURE_SECONDS)
    except signing.BadSignature:
        return False
    # The signature comes from outside: it could bring the end of another file's name along.
    return signed == asked


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=SALT)
