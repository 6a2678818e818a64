"""Fields of the storefront's pages."""

from typing import Any

from wagtail.fields import StreamField


class SectionsField(StreamField):
    """A StreamField whose block definitions stay out of migrations.

    A migration runs once per salon; moving a heading in a block must not make one.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> Any:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs
