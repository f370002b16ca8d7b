"""Signing in to the admin, and a person's own page."""

from django.apps import apps
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from core.models import CitizenRecord


@never_cache
def admin_login(request):
    """The one door to the admin: sign in as anywhere else, then in, if you may.

    Wagtail's own form would take a password past two-step sign-in and throttling.
    """
    target = _where_to(request) or reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return redirect_to_login(target, reverse("account_login"))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(target)


@never_cache
def page_login(request):
    """Lead from a page that is not for everybody to the sign-in, and back.

    Wagtail's own form would take a password past two-step sign-in and throttling. Who is signed
    in already and is still sent here has come to a page for others; the sign-in would send them
    back to it for ever.
    """
    target = _where_to(request)
    if not request.user.is_authenticated:
        return redirect_to_login(target or reverse("my_page"), reverse("account_login"))
    if target:
        raise PermissionDenied
    return redirect("my_page")


def _where_to(request):
    """Return the address in `next`, if it is one of ours."""
    target = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if ours else ""


@never_cache
@login_required
def my_page(request):
    """Show what a signed-in person has sent us."""
    records = [
        record
        for model in apps.get_models()
        if issubclass(model, CitizenRecord)
        for record in model.objects.filter(user=request.user, erased_at=None)
    ]
    records.sort(key=lambda record: record.created_at, reverse=True)
    return render(request, "accounts/my_page.html", {"records": records})
