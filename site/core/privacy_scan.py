"""Find personal data in what people write, before a text is shown to everybody.

The scan points out, it never decides: a false alarm costs a moderator a glance, a miss may cost
somebody their privacy, so doubtful cases are reported. All patterns are bounded, so that the time
grows with the length of the text alone.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FindingKind(TextChoices):
    """What kind of personal data was found."""

    CPR = "cpr", _("CPR number")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Phone number")


@dataclass(frozen=True)
class Finding:
    """A place in a text, in characters from its beginning; `end` is the first one after it."""

    kind: FindingKind
    start: int
    end: int

    @property
    def span(self):
        """The place as `[start, end]`, as `blank` takes it and JSON keeps it."""
        return [self.start, self.end]


# Spaces within a line, and the characters that nobody sees.
GAPS = r" \t\xad\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
GAP = f"[{GAPS}]"
DASH = r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]"
FOREIGN_DIGIT = re.compile(r"(?![0-9])\d")

# --- CPR numbers --------------------------------------------------------------------------

CPR = re.compile(
    rf"""
    (?<!\d)
    (?P<day>\d\d) (?P<between>(?:{GAP}|{DASH}|[./])?) (?P<month>\d\d) (?P=between)
    (?:
        (?P<year>\d\d) (?: [\s{GAPS}]{{0,3}}{DASH}[\s{GAPS}]{{0,3}} | {GAP}{{0,3}} | [./] )
        | (?:18|19|20)(?P<long_year>\d\d) [\s{GAPS}]{{0,3}}{DASH}[\s{GAPS}]{{0,3}}
    )
    \d{{4}}
    (?!\d)
    """,
    re.VERBOSE,
)
# The CPR office tells authorities to add 60 to the day in numbers that they make themselves for
# people who have none (cpr.dk, "Erstatningspersonnummer").
REPLACEMENT_DAYS = 60
CENTURIES = (1800, 1900, 2000)


def _is_cpr(match):
    """Whether the first six digits are a day in some century.

    The check digit says nothing: since 2007 numbers are given out that fail it.
    """
    day, month = int(match["day"]), int(match["month"])
    year = int(match["year"] or match["long_year"])
    if day > REPLACEMENT_DAYS:
        day -= REPLACEMENT_DAYS
    return any(_is_day(century + year, month, day) for century in CENTURIES)


def _is_day(year, month, day):
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


# --- Phone numbers ------------------------------------------------------------------------

# Eight digits, the first from 2 to 9 (Danish numbering plan), in the groups that people write;
# in any groups where a country code or a word says what they are.
ANY_GROUPS = rf"[2-9](?:(?:{GAP}|{DASH}|\.){{0,2}}\d){{7}}"
YEAR = r"(?:19|20)\d\d"
# From a year or a round number to another: 2026-2029, 3000-4000.
FROM_TO = rf"{YEAR}{DASH}{YEAR}|\d{{3}}0"
PHONE = re.compile(
    rf"""
    (?<![\d_+])
    (?:
        (?: \((?:\+{GAP}?|00{GAP}?)45\) | (?:\+{GAP}?|00{GAP}?)45 ) {GAP}{{0,2}}{DASH}?{ANY_GROUPS}
        | \(?(?:\+(?!45)[1-9]|00(?!45)[2-4]) \d (?:[(){GAPS}/.-]{{0,2}}\d){{6,12}}
        | (?:45{GAP}{{0,2}})?
          (?=[2-9])
          (?:
              \d{{8}}
              | \d\d(?:{GAP}{{1,2}}\d\d){{3}}
              | \d\d(?P<by>{DASH}|[./])\d\d(?P=by)\d\d(?P=by)\d\d
              | \d{{4}}{GAP}{{1,2}}\d{{4}}
              | (?!{FROM_TO})\d{{4}}{DASH}\d{{4}}
              | \d\d{GAP}{{1,2}}\d\d{GAP}{{1,2}}\d{{4}}
              | \d{{4}}{GAP}{{1,2}}\d\d{GAP}{{1,2}}\d\d
              | \d\d{GAP}{{1,2}}\d{{6}}
              | \d\d\d{GAP}{{1,2}}\d\d{GAP}{{1,2}}\d\d\d
          )
    )
    (?![\d_])
    """,
    re.VERBOSE,
)
ANNOUNCED_PHONE = re.compile(
    rf"""
    \b(?:tlf|tel|mob|ring|sms|phone|call)[^\W\d_]{{0,12}}
    [^\w\n]{{0,5}} (?:(?:nr|nummer|no|number|er|is|til|på|me|mig|on)[^\w\n]{{1,4}}){{0,3}}
    (?P<number> (?!\d\d([-./])\d\d\2{YEAR}|{YEAR}-\d\d-\d\d) {ANY_GROUPS})
    (?!\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
# How far before a number the word stands that says what it is.
LOOK_BACK = 24
COMPANY_BEFORE = re.compile(
    rf"""
    \bDK\Z
    | \b(?: cvr | (?:se|vat|moms)(?=[{GAPS}.-]*n) )
      [{GAPS}.:-]* (?:nr|nummer(?:et)?|no|number)?
      [{GAPS}.:-]* (?:er|is)? [{GAPS}]* (?:DK)? [{GAPS}-]*\Z
    """,
    re.VERBOSE | re.IGNORECASE,
)
MONEY_BEFORE = re.compile(rf"(?:\b(?:kr\.?|dkk|eur|euro)|[€$£]){GAP}?\Z", re.IGNORECASE)
AMOUNT_AFTER = re.compile(
    rf"{GAP}{{0,2}}(?:(?:kr|kroner|dkk|eur|euro|mio|m2|m3|kvm|stk)\b|[€$£]|m[²³]|,-)",
    re.IGNORECASE,
)


def _is_phone(match):
    """Whether the digits are neither a company's number nor a sum."""
    before = match.string[max(0, match.start() - LOOK_BACK) : match.start()]
    is_another = COMPANY_BEFORE.search(before) or MONEY_BEFORE.search(before)
    return not is_another and _is_no_sum(match)


def _is_no_sum(match):
    return not AMOUNT_AFTER.match(match.string, match.end())


# --- E-mail addresses ---------------------------------------------------------------------

# Scripts of India and beyond write vowels as marks, which are no word characters to Python.
MARKS = r"\u0300-\u036f\u0900-\u109f"
AT = re.compile(
    rf"""
    {GAP}{{0,2}}[@\uff20\ufe6b]{GAP}{{0,2}}
    | {GAP}{{0,3}}[(\[{{<]{GAP}{{0,2}}(?:@|at|a|snabel[- ]?a){GAP}{{0,2}}[)\]}}>]{GAP}{{0,3}}
    | {GAP}{{1,3}}snabel[- ]?a{GAP}{{1,3}}
    | (?P<word>{GAP}{{1,3}}at{GAP}{{1,3}})
    """,
    re.VERBOSE | re.IGNORECASE,
)
LABEL = rf"[\w{MARKS}-]{{1,63}}+"
LAST_LABEL = rf"(?:xn--[\w-]{{1,59}}+|[^\W\d_][\w{MARKS}]{{1,62}}+)"
DOT = r"[.\u3002\uff0e\uff61]"
WORD_FOR_DOT = (
    rf"(?:{GAP}{{0,2}}[(\[{{]{GAP}?(?:dot|punktum|prik|\.){GAP}?[)\]}}]{GAP}{{0,2}}"
    rf"|{GAP}{{1,2}}(?:dot|punktum|prik){GAP}{{1,2}})"
)
DOMAIN = re.compile(rf"(?:{LABEL}(?:{DOT}|{WORD_FOR_DOT})){{1,8}}{LAST_LABEL}", re.IGNORECASE)
# After a plain "at" only this tells an address from a sentence: "look at samskab.dk".
DISGUISED_DOMAIN = re.compile(rf"(?:{LABEL}{WORD_FOR_DOT}){{1,8}}{LAST_LABEL}", re.IGNORECASE)
LONGEST_LOCAL_PART = 64
LOCAL_PART_BACKWARDS = re.compile(rf"[\w{MARKS}.!%&'*+~-]*")


def _email_findings(text):
    for at in AT.finditer(text):
        domain = (DISGUISED_DOMAIN if at["word"] else DOMAIN).match(text, at.end())
        before = text[max(0, at.start() - LONGEST_LOCAL_PART) : at.start()]
        local = LOCAL_PART_BACKWARDS.match(before[::-1])[0].rstrip(".!%&'*+~-")
        if domain and local:
            yield Finding(FindingKind.EMAIL, at.start() - len(local), domain.end())


# --- The whole ----------------------------------------------------------------------------


def scan(text):
    """Return the personal data found in a text as a list of `Finding`, in order of place.

    Looked for are CPR numbers, Danish phone numbers (foreign ones with their country code) and
    e-mail addresses, also the usual disguises; digits of all scripts count. What is a CPR
    number or part of an address is not reported as a phone number too. A CPR number that is
    part of an e-mail address is reported as both.
    """
    text = FOREIGN_DIGIT.sub(lambda digit: str(int(digit[0])), text)
    found = [Finding(FindingKind.CPR, *match.span()) for match in _matches(CPR, text, _is_cpr)]
    found += _email_findings(text)
    taken = merge_spans([finding.span for finding in found])
    phones = [match.span() for match in _matches(PHONE, text, _is_phone)]
    phones += [match.span("number") for match in _matches(ANNOUNCED_PHONE, text, _is_no_sum)]
    found += [
        Finding(FindingKind.PHONE, start, end)
        for start, end in merge_spans(phones)
        if not _overlaps(taken, start, end)
    ]
    return sorted(found, key=lambda finding: (finding.start, finding.end))


def has_findings(text):
    """Return whether there seems to be personal data in a text."""
    return bool(scan(text))


def _matches(pattern, text, is_meant):
    """Yield the matches that are meant; after one that is not, look on from its second character.

    Patterns are bounded, so this takes at most their length times the text's.
    """
    position = 0
    while match := pattern.search(text, position):
        if is_meant(match):
            yield match
            position = match.end()
        else:
            position = match.start() + 1


def _overlaps(spans, start, end):
    """Whether a place shares a character with one of these merged spans."""
    before_end = bisect_right(spans, end - 1, key=lambda span: span[0])
    return before_end > 0 and spans[before_end - 1][1] > start


# --- Blanking -----------------------------------------------------------------------------


def merge_spans(spans):
    """Return spans as sorted `[start, end]` that neither touch nor overlap; empty ones are gone."""
    merged = []
    for start, end in sorted(sorted(span) for span in spans):
        if start == end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return merged


def blank(text, spans, marker):
    """Return a text with each of the spans (`[start, end]`) replaced by a marker.

    Spans that overlap are replaced together; what lies outside the text is ignored.
    """
    length = len(text)
    inside = [[min(max(place, 0), length) for place in span] for span in spans]
    parts, position = [], 0
    for start, end in merge_spans(inside):
        parts += [text[position:start], marker]
        position = end
    return "".join([*parts, text[position:]])
