"""What a gateway says when a message did not leave."""


class DeliveryError(Exception):
    """A message was not accepted, or nobody can tell whether it was.

    ``code`` is stable and holds nothing personal. ``permanent``: the same message will be refused
    again. ``maybe_sent``: the provider may have taken it, so sending it again may reach the
    person twice.
    """

    code = "failed"
    permanent = False
    maybe_sent = False

    def __init__(self, detail: str = "") -> None:
        self.detail = detail
        super().__init__(f"{self.code}: {detail}" if detail else self.code)
