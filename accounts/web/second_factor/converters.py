"""Parts of addresses."""

from accounts.domain.second_factor.ceremonies import Purpose


class PurposeConverter:
    """One of the purposes of a passkey."""

    regex = "|".join(Purpose.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
