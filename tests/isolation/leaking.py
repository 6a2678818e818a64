"""What must be found: views and routes that leak, kept apart from the product."""

from django.http import HttpResponse, JsonResponse
from django.urls import path
from django_tenants.utils import schema_context

from booking.models import Appointment
from foundation.tenancy.scope import platform_scope
from salons.models import Service
from tenants.models import Domain


def shows_a_note(request, appointment_id):
    with platform_scope("a leak"):
        return HttpResponse(Appointment.objects.get(pk=appointment_id).customer_note)


def shows_a_service(request, pk):
    with schema_context("noor"):
        return JsonResponse({"name": Service.objects.get(pk=pk).name_en})


def shows_in_a_header(request, pk):
    with schema_context("noor"):
        response = HttpResponse()
        response["Location"] = f"/{Service.objects.get(pk=pk).name_en}/"
    return response


def shows_an_address_for_mail(request, appointment_id):
    with platform_scope("a leak"):
        return HttpResponse(Appointment.objects.get(pk=appointment_id).customer.email)


def takes_a_host(request, folder):
    Domain.objects.filter(tenant__uuid=folder).update(is_primary=False)
    return HttpResponse()


def changes_a_shared_row(request, appointment_id):
    with platform_scope("a leak"):
        Appointment.objects.filter(pk=appointment_id).update(status="completed")
    return HttpResponse()


def changes_a_row_of_the_schema(request, pk):
    with schema_context("noor"):
        Service.objects.filter(pk=pk).update(price_minor=1)
    return HttpResponse()


def breaks(request):
    raise ZeroDivisionError


urlpatterns = [
    path("note/<uuid:appointment_id>/", shows_a_note, name="shows_a_note"),
    path("service/<int:pk>/", shows_a_service, name="shows_a_service"),
    path("header/<int:pk>/", shows_in_a_header, name="shows_in_a_header"),
    path(
        "mail/<uuid:appointment_id>/", shows_an_address_for_mail, name="shows_an_address_for_mail"
    ),
    path("host/<uuid:folder>/", takes_a_host, name="takes_a_host"),
    path("shared/<uuid:appointment_id>/", changes_a_shared_row, name="changes_a_shared_row"),
    path("own/<int:pk>/", changes_a_row_of_the_schema, name="changes_a_row_of_the_schema"),
    path("broken/", breaks, name="breaks"),
]
