"""A machine of one's own: debug pages, mails in a folder, no service needed."""

from .base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "only-for-development-and-never-on-a-public-address"
ALLOWED_HOSTS = ALLOWED_HOSTS or ["*"]
INTERNAL_IPS = ["127.0.0.1"]
# A changed template shows at once.
PAGE_CACHE_SECONDS = 0
