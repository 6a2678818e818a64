"""Django's test client, signed in on one host as the site itself signs people in."""

from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts.domain.sign_in.assurance import note_proof
from accounts.domain.sign_in.completion import BACKEND
from accounts.enums import Proof, SessionKind
from accounts.sessions import HOST_KEY, KIND_KEY, SessionStore

ALL_PROOFS = (Proof.CODE, Proof.TOTP)


def client_of(user: Any, host: str, *, proofs: tuple[Proof, ...] = ALL_PROOFS) -> Client:
    """Return a browser on ``host`` with a session of ``user``, fresh from signing in.

    She has shown a code and a second factor unless ``proofs`` says otherwise; None for nobody.
    """
    client = Client(HTTP_HOST=host)
    if user is None:
        return client
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: BACKEND,
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            HOST_KEY: host,
            KIND_KEY: SessionKind.WEB.value,
        }
    )
    for proof in proofs:
        note_proof(session, proof)
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def prove_again(*browsers: Client) -> None:
    """Have the people show a code anew: the back office closes after an hour."""
    for browser in browsers:
        if settings.SESSION_COOKIE_NAME in browser.cookies:
            session = browser.session
            note_proof(session, Proof.CODE)
            session.save()


def carry(home: Client, abroad: Client, start: str) -> Any:
    """Follow the way into a salon that begins at ``start`` there; return the answer at its end.

    ``home``: the browser at the platform's host, ``abroad``: the same one at the salon's.
    """
    answer = abroad.get(start)
    for browser in (home, abroad):
        answer = browser.get(answer["Location"])
    return answer


def support_in(tenant: Any, admin: Any, *, minutes: int = 15) -> Client:
    """Return a browser of a platform admin who was let into the salon's back office."""
    from tenants.addresses import salon_netloc
    from tenants.admin.support import way_in
    from tenants.domain.support import open_support_access, support_host

    access = open_support_access(
        tenant, admin=admin, reason="Something to look after", minutes=minutes
    )
    home = client_of(admin, salon_netloc("localhost"))
    browser = Client(HTTP_HOST=salon_netloc(support_host(tenant)))
    session = home.session
    start = way_in(session, tenant, access)
    session.save()
    carry(home, browser, start)
    return browser
