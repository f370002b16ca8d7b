"""The test suite: everything in memory or in a folder of its own, tasks run at once."""

import os
import tempfile

# A folder a run, gone when it ends; the processes of a parallel run have one each inside it.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
if WORKER:
    os.environ["VAR_DIR"] = f"{os.environ['VAR_DIR']}/{WORKER}"
else:
    RUN = tempfile.TemporaryDirectory(prefix="samskab-tests-")
    os.environ["VAR_DIR"] = RUN.name

from .base import *

SECRET_KEY = "tests"
ALLOWED_HOSTS = ["*"]
BASE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ACCOUNT_RATE_LIMITS = False
WHITENOISE_AUTOREFRESH = True
if REDIS_URL:
    # Clearing the cache empties a whole Redis database, so each process has its own.
    REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{1 + int(WORKER.removeprefix('gw') or 0)}"
    for cache in CACHES.values():
        cache["LOCATION"] = REDIS_URL
else:
    for name in CACHES:
        CACHES[name] = {
            "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
            "LOCATION": name,
        }
