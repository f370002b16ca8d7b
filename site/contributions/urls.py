"""Addresses that belong to a contribution rather than to a page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from contributions import views

urlpatterns = [
    path("<int:pk>/photo/<int:version>/<slug:size>/", views.photo, name="contribution_photo"),
    path("<str:reference>/<str:token>/", views.private, name="contribution_private"),
    path(_("<str:reference>/<str:token>/receipt/"), views.receipt, name="contribution_receipt"),
]
