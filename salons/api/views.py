"""The catalogue: public."""

from typing import Any

from django.db.models import QuerySet
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny

from foundation.api.pagination import CursorPages
from salons.api.serializers import ServiceSerializer, StaffSerializer
from salons.queries import services_in_full, staff_in_full


class CatalogueOrder(CursorPages):
    """Pages in the salon's own order."""

    ordering = ("sort_order", "pk")
    page_size = 100


class ServiceOrder(CatalogueOrder):
    """Pages by category, then in the salon's order."""

    ordering = ("category__sort_order", "sort_order", "pk")


class ServiceList(ListAPIView[Any]):
    """Services that can be booked online."""

    permission_classes = [AllowAny]
    serializer_class = ServiceSerializer
    pagination_class = ServiceOrder

    def get_queryset(self) -> QuerySet[Any]:
        return services_in_full()


class StaffList(ListAPIView[Any]):
    """People who can be booked online."""

    permission_classes = [AllowAny]
    serializer_class = StaffSerializer
    pagination_class = CatalogueOrder

    def get_queryset(self) -> QuerySet[Any]:
        return staff_in_full()
