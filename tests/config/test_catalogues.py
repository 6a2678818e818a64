"""Every text that a person sees exists in Arabic."""

import gettext

import pytest

from config.services.catalogues import extracted, read_catalogue


@pytest.fixture(scope="module")
def catalogue():
    return read_catalogue()


def test_every_text_of_the_sources_is_translated(catalogue):
    missing = [
        message.id
        for message in extracted()
        if message.id and not _is_translated(catalogue.get(message.id, message.context))
    ]
    assert missing == []


def test_translations_keep_their_placeholders(catalogue):
    broken = [
        (message.id, [str(error) for error in message.check(catalogue)])
        for message in catalogue
        if message.id and list(message.check(catalogue))
    ]
    assert broken == []


def test_arabic_has_all_plural_forms(catalogue):
    assert catalogue.num_plurals == 6
    assert all(len(m.string) == 6 for m in catalogue if m.pluralizable)


@pytest.mark.parametrize(
    ("count", "form"), [(0, 0), (1, 1), (2, 2), (3, 3), (10, 3), (11, 4), (99, 4), (100, 5)]
)
def test_arabic_plurals_follow_djangos_rule(catalogue, count, form):
    rule = catalogue.plural_expr
    assert gettext.c2py(rule)(count) == form


def _is_translated(message):
    if message is None or message.fuzzy:
        return False
    strings = message.string if message.pluralizable else (message.string,)
    return all(strings)
