"""Blocking a person's or a room's time: what is in the way is shown before anything is saved."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from booking.domain.desk.blocks import (
    BlockDetails,
    block_time,
    change_block,
    remove_block,
)
from booking.domain.desk.errors import BlockNotFound, TimeInUse
from booking.models import TimeBlock
from booking.permissions import can_block_time
from cms.backoffice.desk.fields import DeskForm, clock_field, day_field, instant_of
from cms.backoffice.desk.page import DeskPage
from foundation.errors import DomainError
from salons.models import Resource, SalonProfile, StaffMember


class BlockForm(DeskForm):
    """Whom or what, from when until when, why."""

    staff = forms.ModelChoiceField(
        StaffMember.objects.none(),
        label=gettext_lazy("Team member"),
        required=False,
        empty_label="—",
    )
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label=gettext_lazy("or room or device"),
        required=False,
        empty_label="—",
    )
    date = day_field(gettext_lazy("From the day"))
    time = clock_field(gettext_lazy("at"))
    last = day_field(gettext_lazy("until the day"))
    ends = clock_field(gettext_lazy("at"))
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Your team reads it. Customers see a time that is taken."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff: Any = self.fields["staff"]
        staff.queryset = StaffMember.objects.filter(is_archived=False)
        resource: Any = self.fields["resource"]
        resource.queryset = Resource.objects.filter(is_archived=False)

    def details(self, *, around: bool) -> BlockDetails:
        """Return the block as it is wished."""
        values = self.cleaned_data
        return BlockDetails(
            staff_id=values["staff"].pk if values["staff"] else None,
            resource_id=values["resource"].pk if values["resource"] else None,
            starts_at=instant_of(values["date"], values["time"]),
            ends_at=instant_of(values["last"], values["ends"]),
            reason=values["reason"].strip(),
            around_bookings=around,
        )


class BlockPage(DeskPage):
    """The form of a block."""

    permitted = can_block_time
    form_class = BlockForm
    template_name = "cms/backoffice/desk/block.html"
    usual = "save"

    def do_save(self) -> HttpResponseBase | dict[str, Any]:
        """Save where nothing is in the way; list it otherwise."""
        return self._save(around=False)

    def do_around(self) -> HttpResponseBase | dict[str, Any]:
        """Save what is free around the visits that were listed."""
        return self._save(around=True)

    def write(self, details: BlockDetails) -> None:
        """Write the block. Raises what ``block_time`` and ``change_block`` raise."""
        raise NotImplementedError

    def _save(self, *, around: bool) -> HttpResponseBase | dict[str, Any]:
        if not self.form.is_valid():
            return {}
        details = self.form.details(around=around)
        try:
            self.write(details)
        except TimeInUse as refusal:
            return {"conflicts": refusal.data["conflicts"], "refusal": str(refusal.detail)}
        except BlockNotFound as refusal:
            # Removed by a colleague while the page was open.
            messages.warning(self.request, str(refusal.detail))
            return redirect(_day_of(details.starts_at))
        except DomainError as refusal:
            self.form.refuse(refusal)
            return {}
        messages.success(self.request, _("The time is blocked."))
        return redirect(_day_of(details.starts_at))


class NewBlockView(BlockPage):
    """A new block."""

    def get_page_title(self) -> str:
        return _("Block time")

    def first_values(self) -> dict[str, Any]:
        today = timezone.localdate()
        asked = super().first_values()
        return {"date": today, "last": asked.get("date", today), **asked}

    def write(self, details: BlockDetails) -> None:
        block_time(details, by=self.request.user)


class BlockView(BlockPage):
    """A block that is there: its time, reason, person; or away with it."""

    @cached_property
    def block(self) -> TimeBlock:
        found = TimeBlock.objects.filter(pk=self.kwargs["block_id"]).first()
        if found is None:
            raise Http404
        return found

    def get_page_title(self) -> str:
        return _("Blocked time")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not TimeBlock.objects.filter(pk=self.kwargs["block_id"]).exists():
            messages.warning(request, str(BlockNotFound.message))
            return redirect("backoffice_day")
        return super().post(request, *args, **kwargs)

    def first_values(self) -> dict[str, Any]:
        block = self.block
        starts, ends = map(timezone.localtime, (block.starts_at, block.ends_at))
        return {
            "staff": block.staff_id,
            "resource": block.resource_id,
            "date": starts.date(),
            "time": starts.time(),
            "last": ends.date(),
            "ends": ends.time(),
            "reason": block.reason,
        }

    def write(self, details: BlockDetails) -> None:
        change_block(self.block.pk, details)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, blocked=self.block)


@require_POST
def remove(request: HttpRequest, block_id: int) -> HttpResponse:
    """Free what a block keeps."""
    if not can_block_time(request.user):
        raise PermissionDenied
    block = TimeBlock.objects.filter(pk=block_id).first()
    try:
        remove_block(block_id)
    except BlockNotFound:
        # The second of two taps, or a colleague was quicker.
        messages.info(request, _("The time is free already."))
    except DomainError as refusal:
        messages.error(request, str(refusal.detail))
    else:
        messages.success(request, _("The time is free again."))
    return redirect(_day_of(block.starts_at) if block else "backoffice_day")


def _day_of(instant: datetime) -> str:
    day = timezone.localdate(instant, SalonProfile.load().zone)
    return f"{reverse('backoffice_day')}?day={day.isoformat()}"
