import pytest
from django.test import Client


@pytest.mark.django_db
def test_unknown_host():
    response = Client(HTTP_HOST="nobody.localhost").get("/")
    assert response.status_code == 404
