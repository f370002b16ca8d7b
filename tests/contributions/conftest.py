"""Fixtures about people who look after what others send."""

import pytest

from tests import builders


@pytest.fixture
def moderator(client):
    """Somebody who moderates the whole site, signed in."""
    person = builders.moderator()
    client.force_login(person)
    return person
