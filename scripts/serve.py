"""Start the site on one's own machine: database, demo content, web server and task worker.

`make run` calls this. The first start prepares everything under `var/`; later ones find the
data as it was left. Ctrl-C stops the server and the worker together.
"""

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
READY_WITHIN = 90
STOP_WITHIN = 8


class Progress:
    """A stream for Django's commands that counts their lines instead of repeating them."""

    def __init__(self, every=50):
        self.every = every
        self.seen = 0

    def write(self, text):
        """Take a piece of a command's output; say how far it has come now and then."""
        self.seen += text.count("Applying ")
        if "Applying " in text and self.seen % self.every == 0:
            say(f"  {self.seen} steps done")

    def flush(self):
        """Nothing is held back."""

    def isatty(self):
        """Commands then leave out their colours."""
        return False


def say(text=""):
    """Print at once, also where the output goes to a file."""
    print(text, flush=True)


def port_is_free(host, port):
    """Tell whether a server can listen there, before minutes of preparation."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def prepare(*, reset):
    """Bring catalogues and database up to date; fill a new database with the demo content.

    A database that was filled before keeps what it has, also when that is no demo content any
    more, unless `reset` asks for the demo content anew.
    """
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    call_command("compile_catalogues", stdout=Progress())

    executor = MigrationExecutor(connection)
    pending = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    # A first start that was cut short is made again from the beginning of the demo content.
    new = not executor.loader.applied_migrations or unfinished().exists()
    if new:
        unfinished().touch()
    if pending:
        say(f"Preparing the database: {pending} steps" + (", about a minute" if new else ""))
        call_command("migrate", interactive=False, verbosity=1, stdout=Progress())
    if new or reset:
        say("Loading the demo content")
        call_command("load_demo" if new else "reset_demo")
        unfinished().unlink(missing_ok=True)


def unfinished():
    """Where a first start notes that it has not come to its end."""
    from django.conf import settings

    return Path(settings.VAR) / "first-start-unfinished"


def start(*arguments, **environment):
    """Start a management command in a process group of its own, so that it can be stopped whole."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
    )


def stop(processes):
    """Ask all to end, wait a moment, then end those that did not."""
    for process in processes:
        send(process, signal.SIGTERM)
    limit = time.monotonic() + STOP_WITHIN
    for process in processes:
        try:
            process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            send(process, signal.SIGKILL)
            process.wait()
        # The reloader's child may outlive its parent by a moment.
        send(process, signal.SIGKILL)


def send(process, number):
    """Send a signal to a process and its children."""
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return


def answers(address):
    """Tell whether the server answers there yet, with whatever page."""
    try:
        with urllib.request.urlopen(address, timeout=10):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_until_ready(address, processes):
    """Wait for the first answer; give up when a process has ended or nothing comes."""
    limit = time.monotonic() + READY_WITHIN
    while time.monotonic() < limit:
        for process in processes:
            if process.poll() is not None:
                return False
        if answers(address):
            return True
        time.sleep(0.2)
    return False


def welcome(address):
    """Print where to go and whom to sign in as."""
    say()
    say(f"  The site      {address}/")
    say(f"  In English    {address}/en/")
    say(f"  The admin     {address}/admin/")
    say(f"  Mails sent    {address}/_mail/")
    for line in sign_ins():
        say(line)
    say()
    say("  Ctrl-C stops the server and the worker. The data stays in var/.")
    say()


def sign_ins():
    """Return a line for each demo account that is in the database."""
    from django.contrib.auth import get_user_model

    from demo.accounts import PASSWORD, SIGN_INS

    present = set(
        get_user_model().objects.filter(email__in=SIGN_INS).values_list("email", flat=True)
    )
    if not present:
        return
    yield f"\n  Demo sign-ins, password {PASSWORD}"
    for email, role in SIGN_INS.items():
        if email in present:
            yield f"    {email:<32} {role}"


def serve(host, port, *, reload):
    """Run the web server and the worker until one ends or someone stops them."""
    shown = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::1", "::"} else host  # noqa: S104
    address = f"http://{shown}:{port}"
    os.environ.setdefault("BASE_URL", address)

    def leave(_number, _frame):
        on_stop_signals(signal.SIG_IGN)
        raise KeyboardInterrupt

    processes = []
    on_stop_signals(leave)
    try:
        processes.append(start("runserver", f"{host}:{port}", *([] if reload else ["--noreload"])))
        processes.append(
            start(
                *("db_worker", "--no-startup-delay", "--reload" if reload else "--no-reload"),
                LOG_LEVEL="WARNING",
            )
        )
        if not wait_until_ready(address, processes):
            sys.exit("The server did not start; what it said is above.")
        welcome(address)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        sys.exit("The server or the worker ended by itself; what it said is above.")
    except KeyboardInterrupt:
        say("\nStopping")
    finally:
        on_stop_signals(signal.SIG_IGN)
        stop(processes)


def on_stop_signals(action):
    """Say what happens on Ctrl-C, on `kill` and when the terminal closes."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, action)


def main():
    """Read the arguments, prepare, serve."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--reset", action="store_true", help="only load the demo content anew")
    parser.add_argument("--reload", action="store_true", help="start anew when code changes")
    options = parser.parse_args()

    if not options.reset and not port_is_free(options.host, options.port):
        sys.exit(f"Port {options.port} is taken. Choose another: make run PORT={options.port + 1}")

    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django

    django.setup()
    # What the preparation has to say, it says by itself.
    logging.disable(logging.INFO)
    prepare(reset=options.reset)
    if not options.reset:
        serve(options.host, options.port, reload=options.reload)


if __name__ == "__main__":
    main()
