"""Setting up an authenticator app: a secret to be scanned, proved by its first code."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from accounts.allauth_bridge.mfa import decrypt, encrypt, new_totp_secret, totp_picture
from accounts.domain.codes.digits import read_digits
from accounts.domain.second_factor.enrolment import add_factor
from accounts.domain.second_factor.errors import SetupExpired, WrongFactorCode
from accounts.domain.second_factor.factors import Factor, FactorKind
from accounts.domain.second_factor.proving import LAST_COUNTER, matching_counter
from accounts.models import User

KEY = "_authenticator_setup"
LIFETIME = timedelta(minutes=15)


@dataclass(frozen=True)
class AppSetup:
    """What the page shows: a picture for a second device, a text for the same one."""

    picture: str
    secret: str

    @property
    def groups(self) -> str:
        """The secret in groups of four, for people who type it."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))


@sensitive_variables("secret")
def show_setup(session: SessionBase, user: User) -> AppSetup:
    """Return the secret that the session has begun with, a new one where there is none."""
    secret = _begun(session)
    if not secret:
        secret = new_totp_secret()
        # The session is a row of the database as well: nothing there in clear.
        session[KEY] = {"secret": encrypt(secret), "at": timezone.now().isoformat()}
    return AppSetup(totp_picture(user, secret), secret)


@sensitive_variables("typed", "secret")
def finish_setup(request: HttpRequest, user: User, *, typed: str) -> Factor:
    """Enrol the app whose first code the person typed.

    The code counts as used. Raises WrongFactorCode, SetupExpired, PhoneNotVerified.
    """
    secret = _begun(request.session)
    if not secret:
        raise SetupExpired
    counter = matching_counter(secret, read_digits(typed), after=0)
    if counter is None:
        raise WrongFactorCode(param="code")
    data = {"secret": encrypt(secret), LAST_COUNTER: counter}
    factor = add_factor(request, user, kind=FactorKind.TOTP, data=data)
    request.session.pop(KEY, None)
    return factor


def _begun(session: SessionBase) -> str:
    kept = session.get(KEY)
    if not kept or timezone.now() - datetime.fromisoformat(kept["at"]) > LIFETIME:
        return ""
    return str(decrypt(kept["secret"]))
