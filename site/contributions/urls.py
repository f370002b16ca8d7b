"""Addresses that belong to a contribution rather than to a page."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from contributions import views

urlpatterns = [
    path("<int:pk>/photo/<int:version>/<slug:size>/", views.photo, name="contribution_photo"),
    path("<int:pk>/attachment/<int:number>/", views.attachment, name="contribution_attachment"),
    path(_("<int:pk>/support/"), views.support, name="contribution_support"),
    path("<str:reference>/<str:token>/", views.private, name="contribution_private"),
    path(_("<str:reference>/<str:token>/receipt/"), views.receipt, name="contribution_receipt"),
    path(_("<str:reference>/<str:token>/change/"), views.change, name="contribution_change"),
    path(_("<str:reference>/<str:token>/confirm/"), views.confirm, name="contribution_confirm"),
]
