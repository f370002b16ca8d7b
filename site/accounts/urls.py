"""Addresses of a person's own page."""

from django.urls import path

from accounts import views

urlpatterns = [path("", views.my_page, name="my_page")]
