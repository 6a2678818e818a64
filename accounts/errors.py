"""What signing in says when it refuses."""

from django.utils.translation import gettext_lazy as _

from foundation.errors import DomainError


class CountryNotAllowed(DomainError):
    """Codes are not sent to such numbers: another country, a landline, a premium number."""

    code = "country_not_allowed"
    status = 422
    message = _("We do not send codes to such numbers. Please use a mobile number of the Gulf.")


class Throttled(DomainError):
    """Too many codes were asked for; ``retry_after`` says when there is room again."""

    code = "throttled"
    status = 429
    message = _("Too many codes were requested.")


class ResendTooEarly(Throttled):
    """The pause after the last code is not over."""

    message = _("The code may still be on its way.")


class Locked(DomainError):
    """Too many wrong codes in a row for this number."""

    code = "locked"
    status = 429
    message = _("Too many wrong codes: sign-in with this number is locked for a while.")


class RecoveryNeeded(Locked):
    """The last rung: only a platform admin opens the number again."""

    message = _("Sign-in with this number is blocked. Please contact us to open it again.")


class InvalidCode(DomainError):
    """One answer for a code that is wrong, expired, used, of another purpose or another host."""

    code = "invalid_code"
    message = _("The code is wrong or has expired.")


class AccountInactive(DomainError):
    """The person has proved the number, but the account is closed."""

    code = "account_inactive"
    status = 403
    message = _("This account is closed. Please contact us.")


class SmsUnavailable(DomainError):
    """The provider did not take the code; the one that was made is void."""

    code = "sms_unavailable"
    status = 503
    message = _("We could not send the code right now.")


class NoLiveChallenge(DomainError):
    """There is nothing to send again: the code was used, replaced or has expired."""

    code = "no_live_challenge"
    status = 409
    message = _("This code is no longer valid. Please ask for a new one.")


class PasswordLoginRemoved(DomainError):
    """There are no passwords any more."""

    code = "password_login_removed"
    status = 410
    message = _("Sign-in by password was removed. Sign in with a code sent to your phone.")


class TicketInvalid(DomainError):
    """The link from one host to another was used, is too old or belongs elsewhere."""

    code = "ticket_invalid"
    status = 403
    message = _("This link is no longer valid. Please sign in here.")


class ReauthenticationRequired(DomainError):
    """What is asked for needs a fresh proof of who the person is."""

    code = "reauth_required"
    status = 401
    message = _("Please confirm first that it is you.")


class PhoneNotVerified(DomainError):
    """The person may look around, but not act before her number is proved."""

    code = "phone_not_verified"
    status = 403
    message = _("Confirm your phone number first.")


class AlreadyVerified(DomainError):
    """There is nothing to prove any more."""

    code = "already_verified"
    status = 409
    message = _("Your mobile number is verified already.")


class SameNumber(DomainError):
    """The new number is the one that the person has."""

    code = "same_number"
    status = 409
    message = _("This is your number already.")


class PhoneTaken(DomainError):
    """The number belongs to somebody else who has proved it. Said to its holder only."""

    code = "phone_taken"
    status = 409
    message = _("Another account has this number. Sign in with it, or choose another number.")


class UndoInvalid(DomainError):
    """The link in the message was used, is too old, or the old number has a new owner."""

    code = "undo_invalid"
    status = 410
    message = _("This link is no longer valid. Please contact us if the change was not yours.")


class NothingPending(DomainError):
    """No sign-in waits for this answer, or it waited for too long."""

    code = "nothing_pending"
    status = 409
    message = _("Please sign in again.")


class WrongFact(DomainError):
    """It is not what the account says. One answer for every way of being wrong."""

    code = "wrong_name"
    message = _("This is not the first name on the account.")


class TooManyGuesses(Throttled):
    """The name was guessed at too often."""

    message = _("Too many wrong answers.")


class NoSecondProof(DomainError):
    """The account has nothing by which its owner could be known again."""

    code = "no_second_proof"
    status = 409
    message = _("There is nothing on this account by which we could know you again.")


class AccountProtected(DomainError):
    """Accounts of the platform's own people are released by other people only."""

    code = "account_protected"
    status = 403
    message = _("This account cannot be released here. Please contact us.")


class SignInAgain(DomainError):
    """The session is too old for this page, or was left alone for too long."""

    code = "sign_in_again"
    status = 401
    message = _("For your safety this page closes when it is not used. Please sign in again.")


class RefreshInvalid(DomainError):
    """One answer for a refresh token that is unknown, outdated, used or of another host."""

    code = "refresh_invalid"
    status = 401
    message = _("Your session has ended. Please sign in again.")


class AlreadyRefreshed(DomainError):
    """The token was used a moment ago: the answer to that call has the new secrets."""

    code = "already_refreshed"
    status = 409
    message = _("This session was renewed a moment ago by another call.")


class CrossingRefused(DomainError):
    """The host is none of an open salon, or the link was not made by one."""

    code = "crossing_refused"
    message = _("This link does not lead to a salon that is open.")
