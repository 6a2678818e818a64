"""Why a question to DNS has no answer. None of them is permanent: DNS changes."""


class LookupFailure(Exception):
    """There is no such record, or nobody can say."""


class NoSuchName(LookupFailure):
    """Nothing exists at this name or below it (NXDOMAIN, RFC 8020)."""


class NoSuchRecord(LookupFailure):
    """The name exists, without a record of the type that was asked for."""


class NoAnswer(LookupFailure):
    """No name server answered in time."""


class ServerTrouble(LookupFailure):
    """A name server answered that it cannot answer: SERVFAIL, REFUSED, or nonsense."""
