"""Reading catalogues and pages: what the tests of the texts stand on."""

import re
from html.parser import HTMLParser
from pathlib import Path

import polib
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
SHOWN_ATTRIBUTES = {"alt", "aria-label", "title", "placeholder", "data-done", "data-once"}
UNREAD = {"script", "style"}
EMPTY = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}


def catalogue(language, number=0):
    """Return our own catalogue of a language, or with 1 the one of other packages' texts."""
    folder = Path(settings.LOCALE_PATHS[number])
    return polib.pofile(str(folder / language / "LC_MESSAGES" / "django.po"))


def pairs(entry):
    """Return source and translation, for texts with a plural both of them."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    sources = [entry.msgid, entry.msgid_plural]
    return list(zip(sources, entry.msgstr_plural.values(), strict=True))


def placeholders(text):
    """Return what a text leaves open, in a fixed order."""
    return sorted(PLACEHOLDER.findall(text))


class PageTexts(HTMLParser):
    """The texts of a page that are in the page's own language, tag by tag."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.open, self.language = [], [], None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep what an attribute says, and remember the language of what is inside."""
        attributes = dict(attrs)
        inherited = self.open[-1][1] if self.open else None
        language = attributes.get("lang") or inherited
        self.language = self.language or language
        if language == self.language:
            self.texts += [attributes[name] for name in SHOWN_ATTRIBUTES & set(attributes)]
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag):
        """Leave an element, and those in it that were never closed."""
        if tag not in EMPTY:
            while self.open and self.open.pop()[0] != tag:
                continue

    def handle_data(self, data):
        """Keep a text that a reader sees."""
        tag, language = self.open[-1] if self.open else ("", None)
        text = " ".join(data.split())
        if text and language == self.language and tag not in UNREAD:
            self.texts.append(text)


def as_pattern(text):
    """Return what matches a text whatever its placeholders are filled with."""
    plain = " ".join(text.split())
    return re.compile(".+".join(re.escape(part) for part in PLACEHOLDER.split(plain)))


class ForeignTexts:
    """Finds on a page the texts that a catalogue has in the other language."""

    def __init__(self, pages_language):
        entries = [*catalogue("da"), *catalogue("da", 1)]
        both = [pair for entry in entries for pair in pairs(entry) if len(set(pair)) == 2]
        sources, translations = ({pair[number] for pair in both} for number in (0, 1))
        foreign = sources - translations if pages_language == "da" else translations - sources
        foreign = {text for text in foreign if re.search(r"[^\W\d_]{2}", PLACEHOLDER.sub("", text))}
        whole = {" ".join(text.split()) for text in foreign if not placeholders(text)}
        sentences = {part for text in whole for part in SENTENCE_END.split(text)}
        self.whole = whole | {part for part in sentences if len(part.split()) > 2}
        self.patterns = [as_pattern(text) for text in foreign if placeholders(text)]

    def on(self, html):
        """Return the texts of a page that ought to be in its own language."""
        return [text for text in PageTexts(html).texts if self.has(text)]

    def has(self, text):
        """Whether a text is one of the other language."""
        return text in self.whole or any(pattern.fullmatch(text) for pattern in self.patterns)
