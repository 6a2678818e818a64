"""Every address of a host, found by walking its resolver, with parameters that name A's rows."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.resolvers import RegexPattern
from django.utils.regex_helper import normalize

from tests.isolation.world import FIRST_ID, World

ROUTE_PARAMETER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")
REGEX_PARAMETER = re.compile(r"%\((?P<name>\w+)\)s")
RARE = ("PUT", "PATCH", "DELETE")
# Parameters that are always an app beside a model, whatever a view calls them.
APPS = {"app_label", "app_name", "content_type_app_name"}
MODELS = {"model_name", "content_type_model_name"}
PAIRS = (
    ("salons", "service"),
    ("salons", "salonprofile"),
    ("cms", "contentpage"),
    ("wagtailimages", "image"),
)


@dataclass(frozen=True)
class Route:
    """One pattern and the addresses that it was filled to."""

    name: str
    paths: tuple[str, ...]
    view: Any

    @property
    def methods(self) -> tuple[str, ...]:
        """Return the methods worth a try: a class says itself what it answers with 405.

        A function of a third party that does not look at the method gets one odd one.
        """
        view_class = getattr(self.view, "view_class", None) or getattr(self.view, "cls", None)
        if view_class is not None:
            return ("GET", "POST", *(each for each in RARE if hasattr(view_class, each.lower())))
        is_ours = not self.view.__module__.startswith(("wagtail.", "django.", "modelcluster."))
        return ("GET", "POST", *(RARE if is_ours else RARE[:1]))


def routes_of(urlconf: str, world: World) -> list[Route]:
    """Return every route of the urlconf, filled; the same pattern twice is one."""
    found: dict[str, Route] = {}
    for name, pattern, view in _walk(get_resolver(urlconf).url_patterns, "/", ()):
        # The first one wins, as it does in the resolver.
        found.setdefault(pattern, Route(name or pattern, tuple(fill(pattern, name, world)), view))
    return list(found.values())


def fill(pattern: str, name: str, world: World) -> Iterator[str]:
    """Yield addresses of the pattern in which every parameter names something of A's."""
    if name == "wagtail_serve":
        yield from (f"/ar/{path}" for path in ("", "services/", "team/", "contact/", "draft/"))
        return
    parameters = list(ROUTE_PARAMETER.finditer(pattern)) + list(REGEX_PARAMETER.finditer(pattern))
    choices = [_samples(each.groupdict(), name, world) for each in parameters]
    has_pair = any(each["name"] in APPS for each in parameters)
    for values in itertools.product(*choices):
        named = dict(zip((each["name"] for each in parameters), values, strict=True))
        if not has_pair or _is_pair(named):
            path = pattern
            for each, value in zip(parameters, values, strict=True):
                path = path.replace(each[0], value)
            yield path


def _is_pair(named: dict[str, str]) -> bool:
    app = next(value for key, value in named.items() if key in APPS)
    model = next((value for key, value in named.items() if key in MODELS), None)
    return model is None or (app, model) in PAIRS


def _samples(parameter: dict[str, Any], name: str, world: World) -> list[str]:
    """Return what the parameter is filled with: by its name, else by its kind."""
    by_name = {
        "appointment_id": [str(world.appointment.pk)],
        "payment_id": [str(world.payment.pk)],
        "customer_id": [str(world.appointment.customer_id)],
        "member_id": [str(world.member)],
        "folder": [str(world.a.uuid)],
        "action": ["delete", "publish"],
        "action_name": ["copy", "publish"],
        "verb": ["arrived", "completed"],
        "code": ["en"],
        "filter_spec": ["max-165x165"],
        "revision_id_a": ["earliest"],
        "revision_id_b": ["latest"],
    }
    if parameter["name"] in APPS:
        return sorted({app for app, _model in PAIRS})
    if parameter["name"] in MODELS:
        return [model for _app, model in PAIRS]
    if name == "media":
        by_name["name"] = ["images/door.max-165x165.png", "original_images/door.png"]
    if name.startswith("admin:"):
        by_name |= {"object_id": _ids_of_admin(name, world), "content_type_id": ["1"]}
    if parameter["name"] in by_name:
        return by_name[parameter["name"]]
    return world.uuids if parameter.get("kind") == "uuid" else [str(FIRST_ID)]


def _ids_of_admin(name: str, world: World) -> list[str]:
    customer = world.appointment.customer_id
    return [str(world.a.pk), str(customer), *world.uuids[:1], str(FIRST_ID)]


def _walk(patterns: Any, prefix: str, namespaces: tuple[str, ...]) -> Iterator[Any]:
    for each in patterns:
        path = prefix + _text(each.pattern)
        if isinstance(each, URLPattern):
            yield ":".join((*namespaces, each.name)) if each.name else "", path, each.callback
        else:
            inside = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _walk(each.url_patterns, path, inside)


def _text(pattern: Any) -> str:
    """Return the pattern's text with named parameters, also of a regular expression."""
    if isinstance(pattern, RegexPattern):
        return normalize(pattern.regex.pattern)[0][0]
    return str(pattern)
