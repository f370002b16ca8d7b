"""A sheet that somebody could have attached: drawn by code, with words that can be read."""

MOON, LAMP, WATER, QUAY = "0.98 0.80 0.18", "0.13 0.13 0.16", "0.14 0.27 0.82", "0.62 0.62 0.60"
NIGHT = "0.09 0.11 0.24"
LINES = {
    760: "Lave lamper på kajen",
    730: "Lyset skal ned på stien, ikke ud over vandet.",
    710: "En lampe i knæhøjde for hver tiende meter er nok.",
    690: "Tegnet af stjernekiggere fra Falster.",
}


def lamp_sheet():
    """Return a PDF of one page: lamps on a quay under the stars."""
    return _document("\n".join([*_sky(), *_quay(), *_words()]))


def _sky():
    stars = [(80 + 97 * n % 430, 420 + 61 * n % 180) for n in range(14)]
    return [
        _box(NIGHT, 60, 260, 475, 380),
        _box(MOON, 440, 560, 44, 44),
        *(_box("1 1 1", x, y, 5, 5) for x, y in stars),
    ]


def _quay():
    return [
        _box(WATER, 60, 260, 475, 60),
        _box(QUAY, 60, 320, 475, 26),
        *(_box(LAMP, x, 346, 10, 46) for x in range(100, 520, 100)),
        *(_box(MOON, x - 6, 380, 22, 12) for x in range(100, 520, 100)),
    ]


def _words():
    for y, line in LINES.items():
        size = 22 if y == max(LINES) else 13
        yield f"BT /F1 {size} Tf 0 g 60 {y} Td ({line}) Tj ET"


def _box(colour, x, y, width, height):
    return f"{colour} rg {x} {y} {width} {height} re f"


def _document(drawing):
    """Return a PDF file of one A4 page with this drawing, in Latin letters."""
    content = drawing.encode("cp1252")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        font,
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\n"
    end += b"startxref\n%d\n%%%%EOF\n"
    return bytes(out) + end % (len(places) + 1, table, len(places) + 1, len(out))
