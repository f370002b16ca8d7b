"""The sitemap with every language."""

from collections import defaultdict

from django.conf import settings
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from core.addresses import absolute


class PageSitemap(Sitemap):
    """All public pages, each with its versions; Wagtail's own leaves out all languages but one."""

    def location(self, page):
        """Return the address its canonical link names too, whatever the row of the site says."""
        return absolute(page.get_url(self.request))

    def items(self):
        """Return live, public pages under the roots of every language."""
        roots = self.get_wagtail_site().root_page.get_translations(inclusive=True)
        pages = Page.objects.none()
        for root in roots:
            pages = pages | Page.objects.descendant_of(root, inclusive=True)
        return pages.live().public().order_by("path").select_related("locale")

    def _urls(self, page, protocol, domain):
        pages = list(self.paginator.page(page).object_list)
        versions = defaultdict(dict)
        for item in pages:
            versions[item.translation_key][item.locale.language_code] = self.location(item)
        changes = [self.lastmod(item) for item in pages]
        if pages and None not in changes:
            self.latest_lastmod = max(changes)
        return [
            {
                "location": self.location(item),
                "lastmod": changed,
                "alternates": _alternates(versions[item.translation_key]),
            }
            for item, changed in zip(pages, changes, strict=True)
        ]


def _alternates(versions):
    """Return a page's versions as search engines want them; one alone has none."""
    if len(versions) == 1:
        return []
    rows = [{"lang_code": code, "location": url} for code, url in sorted(versions.items())]
    if settings.LANGUAGE_CODE in versions:
        rows.append({"lang_code": "x-default", "location": versions[settings.LANGUAGE_CODE]})
    return rows
