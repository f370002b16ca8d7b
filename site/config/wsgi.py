"""WSGI entry point: `gunicorn --pythonpath site config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")
application = get_wsgi_application()

from core import page_cache  # noqa: E402 (apps have to be loaded first)

page_cache.start_generation()
