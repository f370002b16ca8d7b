"""Print what pages cost in CPU time, relative to a bare Django view served the same way.

Both sites run under the same web server on this machine, one process each, and are asked in
turns, so that whatever else the machine does weighs on both. The processes' own CPU time is
counted, not the clock on the wall. `make bench ARGS="--rounds 9"` measures for longer.

Uncached means that the page itself is not kept; what it has in common with other pages may be
(`core.fragments`). The column after it tells what the first reader pays when something public
has just changed and nothing is kept at all.
"""

import argparse
import http.client
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from tests.e2e.server import free_port, until

# What is asked of a page, uncached: at most this many times the CPU of a bare view.
LIMITS = {"home": 20, "listing": 25, "detail": 25, "ideas": 25, "idea": 25, "search": 50}
# A cached page is to be served at least this often for each answer of a bare view.
LEAST_RATE = 0.5
# Nothing of a search is stored.
NEVER_KEPT = {"search"}


class Server:
    """One site under the web server, with one process that answers."""

    def __init__(self, application, environment):
        self.application = application
        self.environment = environment
        self.port = free_port()

    def __enter__(self):
        self.master = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", self.application, "--pythonpath", "site,."),
                *("--bind", f"localhost:{self.port}", "--workers", "1", "--log-level", "warning"),
            ],
            cwd=ROOT,
            env={**os.environ, **self.environment},
        )
        try:
            until(self._answers, 60, lambda: f"{self.application} did not start")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *problem):
        self.master.terminate()
        self.master.wait(20)

    def _answers(self):
        try:
            return self.get("/")
        except OSError:
            return False

    def get(self, path):
        """Ask once; anything but 200 ends the run."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != 200:
            sys.exit(f"{path} answered {answer.status}")
        return True

    def cpu(self):
        """Return the CPU seconds the answering process has used, to the nanosecond."""
        children = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        threads = [
            thread for pid in children.split() for thread in Path(f"/proc/{pid}/task").iterdir()
        ]
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9

    def cost(self, paths, prepare=None):
        """Return the CPU milliseconds of a request, over all these paths; prepare each if asked."""
        before = self.cpu()
        for path in paths:
            if prepare:
                prepare()
            self.get(path)
        return 1000 * (self.cpu() - before) / len(paths)


def prepare(folder, pages, contributions):
    """Make a populated site in the folder and return the addresses of its pages."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from tests.population import populate

    if connection.vendor == "sqlite":
        from tests.database import SqliteTemplate

        template = SqliteTemplate()
        template.build()
        template.copy_to(str(Path(folder) / "db.sqlite3"))
    call_command("migrate", verbosity=0)
    call_command("compile_catalogues", verbosity=0)
    call_command("collectstatic", "--noinput", verbosity=0)
    with transaction.atomic():
        site = populate(pages, contributions)
    connection.close()
    return {
        "home": site.home.url,
        "listing": site.index.url,
        "detail": site.project.url,
        "ideas": site.call.url,
        "idea": site.call.get_contribution_url(site.idea),
        "search": "/en/search/?q=harbour",
    }


def uncached(path, numbers, count):
    """Return addresses of the same page that nobody has asked for yet, so none is cached."""
    mark = "&" if "?" in path else "?"
    return [f"{path}{mark}visit={next(numbers)}" for _request in range(count)]


@dataclass
class Figures:
    """What was measured of a page, a number a round: milliseconds, ratios to a bare view."""

    cost: list = field(default_factory=list)
    uncached: list = field(default_factory=list)
    changed: list = field(default_factory=list)
    cached_rate: list = field(default_factory=list)

    def medians(self):
        """Return the median of each figure; None for what was not measured."""
        return [statistics.median(rounds) if rounds else None for rounds in vars(self).values()]


def measure(site, bare, addresses, rounds, requests):
    """Return the figures of each page."""
    from core import page_cache

    numbers = itertools.count(1)
    for path in addresses.values():
        site.get(path)
    figures = {name: Figures() for name in addresses}
    for number in range(rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for name, path in addresses.items():
            hello = bare.cost(["/"] * requests * 4)
            cost = site.cost(uncached(path, numbers, requests))
            changed = site.cost(
                uncached(path, numbers, requests // 4), prepare=page_cache.start_generation
            )
            figures[name].cost.append(cost)
            figures[name].uncached.append(cost / hello)
            figures[name].changed.append(changed / hello)
            if name not in NEVER_KEPT:
                site.get(path)
                cached = site.cost([path] * requests * 4)
                figures[name].cached_rate.append(hello / cached)
    return figures


def main():
    """Populate, measure, print; the exit status tells whether every limit holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=500)
    parser.add_argument("--contributions", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=40)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SECRET_KEY": "a-key-for-measuring-and-for-nothing-else-0123456789-0123456789",
            "ALLOWED_HOSTS": "localhost",
            "HTTPS": "off",
            "VAR_DIR": folder,
            "LOG_LEVEL": "WARNING",
        }
        os.environ.update(environment)
        addresses = prepare(folder, options.pages, options.contributions)
        with ExitStack() as servers:
            site = servers.enter_context(Server("config.wsgi", environment))
            bare = servers.enter_context(Server("benchmarks.hello", {}))
            figures = measure(site, bare, addresses, options.rounds, options.requests)

    print(f"{options.pages} pages, {options.contributions} contributions; medians")
    headings = ("ms CPU", "x bare view", "at most", "after change", "cached rate", "at least")
    print(f"{'page':<10}" + "".join(f"{heading:>13}" for heading in headings))
    held = True
    for name, page in figures.items():
        cost, ratio, changed, rate = page.medians()
        held = held and ratio <= LIMITS[name] and (rate is None or rate >= LEAST_RATE)
        columns = [f"{cost:.1f}", f"{ratio:.1f}", LIMITS[name], f"{changed:.1f}"]
        columns += ["never", ""] if rate is None else [f"{rate:.2f}", LEAST_RATE]
        print(f"{name:<10}" + "".join(f"{column:>13}" for column in columns))
    sys.exit(not held)


if __name__ == "__main__":
    main()
