"""Addresses of the reception desk, under /manage/appointments/."""

from django.urls import path

from cms.backoffice.desk import blocks, booking, series, walk_in

desk_urlpatterns = [
    path("appointments/new/", booking.BookingView.as_view(), name="backoffice_new"),
    path("appointments/walk-in/", walk_in.WalkInView.as_view(), name="backoffice_walk_in"),
    path("appointments/series/new/", series.PlanView.as_view(), name="backoffice_series_new"),
    path(
        "appointments/series/<int:series_id>/",
        series.SeriesView.as_view(),
        name="backoffice_series",
    ),
    path(
        "appointments/<uuid:appointment_id>/cancel-following/",
        series.CancelFollowingView.as_view(),
        name="backoffice_cancel_following",
    ),
    path("appointments/blocks/new/", blocks.NewBlockView.as_view(), name="backoffice_block_new"),
    path(
        "appointments/blocks/<int:block_id>/", blocks.BlockView.as_view(), name="backoffice_block"
    ),
    path(
        "appointments/blocks/<int:block_id>/remove/",
        blocks.remove,
        name="backoffice_block_remove",
    ),
]
