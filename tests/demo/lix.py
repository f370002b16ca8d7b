"""LIX, the Scandinavian measure of how hard a text is to read."""

import re

from django.utils.html import strip_tags

WORD = re.compile(r"[^\W\d_]+")
SENTENCE_END = re.compile(r"[.:!?](?:\s|$)|\n")


def readable(text):
    """Return the words of rich text, each paragraph and list item on a line of its own."""
    return strip_tags(re.sub(r"</(?:p|li|h3)>", "\n", text))


def lix(text):
    """Return words a sentence plus the share of words longer than six letters, in percent."""
    words = WORD.findall(text)
    sentences = [part for part in SENTENCE_END.split(text) if WORD.search(part)]
    long_words = [word for word in words if len(word) > 6]
    return len(words) / len(sentences) + 100 * len(long_words) / len(words)
