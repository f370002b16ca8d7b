"""The site as it runs in production, with its pictures served as the proxy in front would."""

from pathlib import Path

from django.conf import settings
from whitenoise import WhiteNoise

from config.wsgi import application as site

application = WhiteNoise(site, autorefresh=True)
application.add_files(str(Path(settings.MEDIA_ROOT)), prefix="media/")

# Walks fill in forms faster than anybody; `tests/core/test_spam.py` asks that this is noticed.
settings.FORM_SECONDS = 0
