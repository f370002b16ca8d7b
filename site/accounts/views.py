"""Signing in to the admin, and a person's own page."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import exports, services
from accounts.forms import DeleteAccountForm
from accounts.queries import records_of


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
    return render(request, "accounts/my_page.html", {"records": records_of(request.user)})


@never_cache
@login_required
@require_safe
def my_data(request):
    """Hand over everything we hold of a signed-in person as one file."""
    archive = exports.write_archive(request.user)
    return FileResponse(archive, as_attachment=True, filename=gettext("my-data.zip"))


@never_cache
@login_required
def delete_account(request):
    """Let a person leave, with or without what they have sent.

    Staff leave through an administrator: their name is on decisions.
    """
    if request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "accounts/delete_staff.html")
    form = DeleteAccountForm(request.user, request.POST or None)
    if form.is_valid():
        services.delete_account(request.user, erases=form.cleaned_data["erases"])
        logout(request)
        messages.success(request, gettext("Your account has been deleted."))
        return redirect("/")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/delete.html", {"form": form}, status=status)
