"""Addresses of the pages about the salon's people, under /manage/."""

from django.urls import path

from cms.backoffice.views import people, people_changes

people_urlpatterns = [
    path("people/", people.PeopleView.as_view(), name="backoffice_people"),
    path("people/invite/", people.InviteView.as_view(), name="backoffice_invite"),
    path("people/leave/", people_changes.LeaveView.as_view(), name="backoffice_leave"),
    path("people/<int:user_id>/", people_changes.PersonView.as_view(), name="backoffice_person"),
    path(
        "people/<int:user_id>/remove/",
        people_changes.RemovePersonView.as_view(),
        name="backoffice_person_remove",
    ),
    path(
        "people/invitations/<uuid:invitation_id>/again/",
        people_changes.invitation_again,
        name="backoffice_invitation_again",
    ),
    path(
        "people/invitations/<uuid:invitation_id>/revoke/",
        people_changes.invitation_revoke,
        name="backoffice_invitation_revoke",
    ),
]
