"""Addresses of a person's own page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts import views

urlpatterns = [
    path("", views.my_page, name="my_page"),
    path(_("my-data/"), views.my_data, name="my_data"),
    path(_("delete-account/"), views.delete_account, name="delete_account"),
]
