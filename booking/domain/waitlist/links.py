"""The link of an offer: whoever has it may take or decline that one time, and learns no more.

It goes to the customer's proved number alone and is worth what a code by SMS is worth: it shows
the visit and no name, signs nobody in, pays nothing. It is signed, not stored, and good only while
the offer is open; the salon is part of the signature, so that it opens nothing at another one.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from uuid import UUID

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from booking.domain.waitlist.errors import OfferNotFound
from booking.models import WaitlistOffer
from foundation.addresses import site_url
from foundation.tenancy.models import current_schema_name
from tenants.models import Domain


def token_of(offer_id: UUID) -> str:
    """Return what the link of an offer ends in."""
    return _signer().sign(urlsafe_b64encode(offer_id.bytes).rstrip(b"=").decode())


def offer_by_token(token: str) -> WaitlistOffer:
    """Return the offer of a link of this salon, with entry and appointment. Raises OfferNotFound.

    Also one that is over: the page says so.
    """
    try:
        offer_id = UUID(bytes=urlsafe_b64decode(_signer().unsign(token) + "=="))
    except (BadSignature, ValueError, Error):
        raise OfferNotFound from None
    found: WaitlistOffer | None = (
        WaitlistOffer.objects.select_related("entry", "appointment").filter(pk=offer_id).first()
    )
    if found is None:
        raise OfferNotFound
    return found


def path_of(offer_id: UUID) -> str:
    """Return the path of the offer's page, in the active language."""
    return reverse("waitlist_offer", args=[token_of(offer_id)])


def address_of(offer_id: UUID) -> str:
    """Return the whole address of the offer's page at the salon's main host."""
    main = Domain.objects.filter(is_primary=True, tenant__schema_name=current_schema_name())
    host = main.values_list("domain", flat=True).first() or ""
    return site_url(host).rstrip("/") + path_of(offer_id)


def _signer() -> Signer:
    return Signer(salt=f"booking.waitlist.offer:{current_schema_name()}", sep=".")
