"""The words of a search: as typed, as they may be spelled, and marked where they were found."""

import re
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import mark_safe

LONGEST_QUERY = 200
MOST_WORDS = 8
LONGEST_WORD = 40
MOST_SPELLINGS = 12
EXCERPT = 220
# Danish letters as people write them on a keyboard without, and the other way round.
RESPELLED = [
    ("aa", "å"),
    ("ae", "æ"),
    ("oe", "ø"),
    ("å", "aa"),
    ("æ", "ae"),
    ("ø", "oe"),
    ("o", "ø"),
]
ENDINGS = re.compile(r"(?:ernes|erne|enes|ene|ers|ens|ets|er|en|et|es|e|s)$")
LOOSE_LETTERS = {
    "å": "(?:å|aa|a)",
    "æ": "(?:æ|ae)",
    "ø": "(?:ø|oe|o)",
    "a": "[aåáàä]",
    "e": "[eéèê]",
    "o": "[oøóö]",
    "u": "[uüú]",
}
LOOSE_PAIRS = {"aa": "(?:aa|å)", "ae": "(?:ae|æ|ä)", "oe": "(?:oe|ø|ö)"}


def words_of(query):
    """Return the words of what was typed: letters and digits only, few enough to look up."""
    words = all_words(query[:LONGEST_QUERY])
    return [word[:LONGEST_WORD] for word in dict.fromkeys(words)][:MOST_WORDS]


def all_words(text):
    """Return every word of a text, in small letters."""
    return re.findall(r"[^\W_]+", text.lower())


def spellings(word):
    """Return the ways a word may be spelled in a text, the typed one first."""
    found = [word]
    for typed, meant in RESPELLED:
        found += [spelling.replace(typed, meant) for spelling in found if typed in spelling]
    return list(dict.fromkeys(found))[:MOST_SPELLINGS]


def stem(word):
    """Return a word without its Danish or English ending, if enough of it is left."""
    short = ENDINGS.sub("", word)
    return short if len(short) >= 4 else word


def trigrams(word):
    """Return a word's groups of three letters, counted as PostgreSQL counts them."""
    padded = f"  {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def similarity(word, other):
    """Return how alike two words are, from 0 to 1."""
    ours, theirs = trigrams(word), trigrams(other)
    return len(ours & theirs) / len(ours | theirs)


def pattern(words):
    """Return an expression that finds any of the words in a text, however they are spelled."""
    choices = "|".join(_loose(stem(word)) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"\b(?:{choices})\w*", re.IGNORECASE)


def _loose(word):
    letters = iter(pairwise(f"{word} "))
    loose = []
    for letter, following in letters:
        if letter + following in LOOSE_PAIRS:
            loose.append(LOOSE_PAIRS[letter + following])
            next(letters)
        else:
            loose.append(LOOSE_LETTERS.get(letter, re.escape(letter)))
    return "".join(loose)


def marked(text, found):
    """Return a text as safe HTML with each match of the pattern `found` marked."""
    parts, end = [], 0
    for match in found.finditer(text):
        parts += [escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>"]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 (every part is escaped)


def excerpt(text, found):
    """Return the part of a text around the first match, marked; its beginning if there is none."""
    # The index puts a comma after each part of a page, also where a sentence has ended.
    text = re.sub(r"(?<=[.!?:]),", "", " ".join(text.split()))
    match = found.search(text)
    start = max(0, match.start() - EXCERPT // 3) if match else 0
    if start:
        start = text.find(" ", start) + 1
    end = start + EXCERPT
    if end < len(text):
        end = text.rfind(" ", start, end) if " " in text[start:end] else end
    shown = marked(text[start:end], found)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return mark_safe(f"{before}{shown}{after}")  # noqa: S308 (`marked` has escaped it)
