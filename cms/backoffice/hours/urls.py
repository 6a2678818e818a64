"""Addresses of the pages about opening hours, under /manage/hours/."""

from django.urls import path

from cms.backoffice.views import hours, seasons, special_days

hours_urlpatterns = [
    path("hours/", hours.WeekView.as_view(), name="backoffice_hours"),
    path("hours/seasons/", seasons.SeasonsView.as_view(), name="backoffice_seasons"),
    path("hours/seasons/add/", seasons.AddSeasonView.as_view(), name="backoffice_season_add"),
    path("hours/seasons/<int:pk>/", seasons.SeasonView.as_view(), name="backoffice_season"),
    path(
        "hours/seasons/<int:pk>/remove/",
        seasons.RemoveSeasonView.as_view(),
        name="backoffice_season_remove",
    ),
    path("hours/days/", special_days.DaysView.as_view(), name="backoffice_special_days"),
    path("hours/days/add/", special_days.AddDayView.as_view(), name="backoffice_special_day_add"),
    path(
        "hours/days/<int:pk>/",
        special_days.SpecialDayView.as_view(),
        name="backoffice_special_day",
    ),
    path(
        "hours/days/<int:pk>/remove/",
        special_days.RemoveDayView.as_view(),
        name="backoffice_special_day_remove",
    ),
]
