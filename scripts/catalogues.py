"""Fail when the message catalogues are not what the sources say, or Danish is incomplete.

Collects the texts into a copy of `locale/` and compares: what is missing, what is gone, and
which Danish texts are empty or marked fuzzy.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def keys(catalogue):
    """Return what identifies each text in a catalogue."""
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for entry in catalogue
        if not entry.obsolete
    }


def problems_of(kept, collected, complete):
    """List what is wrong with one catalogue, in words."""
    kept, collected = polib.pofile(str(kept)), polib.pofile(str(collected))
    for key in sorted(keys(collected) - keys(kept), key=str):
        yield f"not in the catalogue: {key[1]!r}"
    for key in sorted(keys(kept) - keys(collected), key=str):
        yield f"no longer in the sources: {key[1]!r}"
    for entry in kept:
        if entry.fuzzy:
            yield f"fuzzy: {entry.msgid!r}"
        elif complete and not entry.obsolete and not entry.translated():
            yield f"not translated: {entry.msgid!r}"


def main():
    """Compare every catalogue; leave the tree as it was."""
    locale = ROOT / "locale"
    count = 0
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "locale"
        shutil.copytree(locale, saved)
        try:
            subprocess.run([str(ROOT / "scripts" / "messages")], check=True, cwd=ROOT)
            collected = Path(folder) / "collected"
            shutil.copytree(locale, collected)
        finally:
            shutil.rmtree(locale)
            shutil.copytree(saved, locale)
        for fresh in sorted(collected.rglob("*.po")):
            name = fresh.relative_to(collected)
            if not (saved / name).exists():
                print(f"{name}: missing")
                count += 1
                continue
            for problem in problems_of(saved / name, fresh, complete="da" in name.parts):
                print(f"{name}: {problem}")
                count += 1
    if count:
        sys.exit(f"{count} problems. `make messages` collects the texts anew.")
    print("The catalogues are complete.")


if __name__ == "__main__":
    main()
