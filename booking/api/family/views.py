"""The caller's family at the salon that the host names."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsPhoneVerified
from booking.api.family.serializers import (
    FamilyMemberChangeSerializer,
    FamilyMemberSerializer,
    changes_of,
)
from booking.domain.customers.family import add_member, change_member, family_of


class FamilyView(APIView):
    """Who comes under the caller's number; adding somebody."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(responses=FamilyMemberSerializer(many=True))
    def get(self, request: Request) -> Response:
        # At most as many as a family has: no pages.
        return Response(FamilyMemberSerializer(family_of(request.user), many=True).data)

    @extend_schema(request=FamilyMemberSerializer, responses={201: FamilyMemberSerializer})
    def post(self, request: Request) -> Response:
        data = changes_of(FamilyMemberSerializer(data=request.data))
        member = add_member(request.user, **data)
        return Response(FamilyMemberSerializer(member).data, status=201)


class FamilyMemberView(APIView):
    """One member of the caller's family."""

    permission_classes = [IsPhoneVerified]

    @extend_schema(request=FamilyMemberChangeSerializer, responses=FamilyMemberSerializer)
    def patch(self, request: Request, member_id: int) -> Response:
        data = changes_of(FamilyMemberChangeSerializer(data=request.data, partial=True))
        member = change_member(request.user, member_id, **data)
        return Response(FamilyMemberSerializer(member).data)
