"""People in the platform's administration. There is no password to set or to see."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.domain.codes.otp import unlock_phone
from accounts.domain.second_factor.reset import reset_second_factor
from accounts.domain.sessions.ends import end_sessions
from accounts.models import User
from accounts.phone import InvalidPhone, normalize_phone
from accounts.visitors import visitor_of
from foundation.errors import NotAllowed


class NewPersonForm(forms.ModelForm):
    """Asks for the number in any usual writing."""

    # Longer than the stored form: people type spaces and leading zeros.
    phone_number = forms.CharField(label=_("phone number"), max_length=40)

    class Meta:
        model = User
        fields = ["phone_number", "first_name", "last_name", "language"]

    def clean_phone_number(self) -> str:
        try:
            return normalize_phone(self.cleaned_data["phone_number"])
        except InvalidPhone as error:
            raise ValidationError(str(error.detail), code=error.code) from None


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Groups are a salon's and are not shown here; people are closed, never deleted."""

    ordering = ["phone_number"]
    list_display = ["phone_number", "first_name", "last_name", "is_phone_verified", "is_active"]
    list_filter = ["is_active", "is_superuser", "is_phone_verified"]
    search_fields = ["phone_number", "first_name", "last_name"]
    fieldsets = [
        (None, {"fields": ["phone_number", "is_phone_verified", "phone_verified_at"]}),
        (_("Personal info"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "is_superuser"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [(None, {"fields": NewPersonForm.Meta.fields})]
    # A number is proved by a code; nobody may put another one in its place here.
    readonly_fields = [
        "phone_number",
        "is_phone_verified",
        "phone_verified_at",
        "last_login",
        "date_joined",
    ]
    actions = ["unlock_sign_in", "remove_second_factors"]

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else []

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewPersonForm
        return super().get_form(request, obj, change, **kwargs)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        if change and not obj.is_active:
            # Opened again, the account is not signed in where it was before.
            end_sessions(obj, visitor=visitor_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.action(description=_("Unlock sign-in"), permissions=["change"])
    def unlock_sign_in(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            unlock_phone(user.phone_number)
        messages.success(request, _("The numbers can sign in again."))

    @admin.action(description=_("Remove the second factors (lost devices)"), permissions=["change"])
    def remove_second_factors(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        actor = cast(User, request.user)
        for user in queryset:
            try:
                reset_second_factor(
                    user, actor=actor, reason="administration", visitor=visitor_of(request)
                )
            except NotAllowed:
                messages.error(request, _("Your own second factors are changed in your account."))
            else:
                messages.success(request, _("%(person)s: done, told by SMS.") % {"person": user})
