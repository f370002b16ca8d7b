"""The rules of the tree: who imports whom, what must not lie where."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

ENGINES = {"contributions"}
PAGE_APPS = {"home", "projects"}
APPS = {"accounts", "config", "core", "demo", "search", *ENGINES, *PAGE_APPS}
MAY_IMPORT = {
    "core": set(),
    "accounts": {"core"},
    "contributions": {"accounts", "core"},
    "projects": {"accounts", "contributions", "core"},
    "home": APPS - {"config", "demo", "search"},
    "search": APPS - {"config", "demo"},
    "config": APPS - {"demo"},
    "demo": APPS,
}


def tracked(*patterns):
    """Return the files under version control, and those about to be."""
    listed = subprocess.run(  # noqa: S603
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def folder_of(app):
    """Return where an app lies: the page apps at the top, the rest under `site/`."""
    return ROOT / app if (ROOT / app).is_dir() else ROOT / "site" / app


def imported_by(path):
    """Yield the top-level name and the line of every import in a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name.partition(".")[0], node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0], node.lineno


@pytest.mark.parametrize("app", sorted(APPS))
def test_an_app_imports_only_what_it_may(app):
    modules = [path for path in folder_of(app).rglob("*.py") if "migrations" not in path.parts]
    assert modules, f"{app} has no modules"
    offences = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules
        for name, line in imported_by(path)
        if name in APPS - {app} - MAY_IMPORT[app]
    ]
    assert offences == []


def test_every_app_has_import_rules():
    present = {
        path.parent.name
        for pattern in ("*/apps.py", "site/*/apps.py")
        for path in ROOT.glob(pattern)
    }
    assert present <= set(MAY_IMPORT)


@pytest.mark.parametrize("name", ["site", "locale"])
def test_a_folder_does_not_shadow_the_standard_library(name):
    assert (ROOT / name).is_dir()
    assert not (ROOT / name / "__init__.py").exists()


def test_no_tracked_file_names_a_package_registry():
    # Put together here, so that this file does not name them either.
    addresses = [
        re.compile(rf"https?://[^\s\"']*{host}")
        for host in (r"pypi\.", r"pythonhosted\.", r"npmjs\.", r"/simple/")
    ]
    offences = [
        str(path.relative_to(ROOT))
        for path in tracked()
        if path.suffix not in {".png", ".jpg", ".webp", ".avif"}
        and any(
            address.search(path.read_text(encoding="utf-8", errors="replace"))
            for address in addresses
        )
    ]
    assert offences == []


def test_locks_carry_hashes_and_no_address():
    for lock in ("base", "dev"):
        text = (ROOT / "requirements" / f"{lock}.txt").read_text()
        packages = re.findall(r"^[a-z0-9][^\n]*(?:\n    --hash=\S+(?: \\)?)*", text, re.MULTILINE)
        assert packages
        assert [package for package in packages if "--hash=sha256:" not in package] == []
        assert "://" not in text
        assert "--index-url" not in text


def templates():
    """Return every template that makes up the public site; mails and the admin have other rules."""
    return [
        path
        for path in tracked("*.html")
        if "wagtailadmin" not in path.parts
        and "mail" not in path.parts
        and "emails" not in path.parts
        and "admin" not in path.parts
    ]


def test_public_templates_have_no_inline_style_or_script():
    inline = re.compile(
        r"""\sstyle\s*=\s*["']"""
        r"""|<style[\s>]"""
        r"""|\son[a-z]+\s*=\s*["']"""
        r"""|<script(?![^>]*(?:\ssrc=|type="application/(?:ld\+)?json"))""",
        re.IGNORECASE,
    )
    assert templates()
    offences = [
        f"{path.relative_to(ROOT)}: {found.group(0).strip()}"
        for path in templates()
        for found in inline.finditer(path.read_text(encoding="utf-8"))
    ]
    assert offences == []


def test_public_templates_name_no_other_host():
    request = re.compile(
        r"""(?:src|srcset|action|poster)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE
    )
    offences = [
        str(path.relative_to(ROOT))
        for path in templates()
        if request.search(path.read_text(encoding="utf-8"))
    ]
    assert offences == []


def test_data_migrations_save_no_page():
    """Block definitions are left out of migrations, so saving there would empty StreamFields."""
    offences = []
    for path in tracked("*/migrations/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                name = node.func.attr
                if name in {"save", "bulk_update", "save_revision"}:
                    offences.append(f"{path.relative_to(ROOT)}:{node.lineno} calls {name}()")
    assert offences == []


def test_migrations_hold_no_block_definitions():
    offences = [
        str(path.relative_to(ROOT))
        for path in tracked("*/migrations/*.py")
        if "block_lookup={" in path.read_text(encoding="utf-8").replace(" ", "")
        and "block_lookup={}" not in path.read_text(encoding="utf-8").replace(" ", "")
    ]
    assert offences == []
