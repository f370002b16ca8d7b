"""Tables that people open in a spreadsheet: what was typed into our forms must not run there."""

import re

# Where a spreadsheet may begin a cell: at the start, and wherever another separator than ours
# stands, since a Danish spreadsheet splits our lines at semicolons.
FORMULA = re.compile(r"(?P<before>(?:\A|[;\t\r\n])[\s\"']*)(?P<start>[=+\-@＝＋－＠])")
# What no worksheet can hold (openpyxl refuses these characters).
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def without_formula(text):
    """Return a text for a CSV file in which nothing is read as a formula, whatever opens it."""
    return FORMULA.sub(r"\g<before>'\g<start>", text)


def without_control(text):
    """Return a text without the characters that an XLSX file cannot hold."""
    return CONTROL.sub("", text)
