"""Every address of the site: Danish at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import authenticate_with_password

from accounts.views import admin_login, page_login
from core import views
from core.sitemaps import PageSitemap
from search.views import search

urlpatterns = [
    path("admin/login/", admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
    path("healthz", views.health, name="health"),
    re_path(r"^was/?$", views.accessibility_statement, name="was"),
]

if settings.DEBUG:
    from core import devmail

    urlpatterns += [
        path("_mail/", devmail.mailbox, name="devmail"),
        path("_mail/<str:name>/<int:number>/", devmail.message, name="devmail_message"),
        path("_mail/<str:name>/<int:number>/html/", devmail.html, name="devmail_html"),
        re_path(r"^media/(?P<path>.*)$", views.media),
    ]

urlpatterns += i18n_patterns(
    path(_("account/"), include("allauth.urls")),
    path(_("my-page/"), include("accounts.urls")),
    path(_("search/"), search, name="search"),
    path(_("contribution/"), include("contributions.urls")),
    path("_util/login/", page_login),
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        never_cache(authenticate_with_password),
    ),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "core.views.bad_request"
handler404 = "core.views.page_not_found"
handler500 = "core.views.server_error"
