"""How things look: cut forms, tear-off tabs, how large a title may be."""

import re
from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core import attachments, text
from core.models import Action
from core.text import keep_numbers

register = template.Library()

FORMS = {
    "project": "silo",
    "workshop": "sun",
    "consult": "bubble",
    "art": "eye",
    "help": "hand",
    "sky": "lamp",
}
LONGEST_BOLD = 60
MOST_TABS = 31
WIDE_DRAWING = 2.2
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])")
# From the largest size to the smallest: longest word and whole title that still fit.
TITLE_SIZES = [(9, 24), (12, 40), (15, 64), (20, 90)]
BUTTONS = {"csrfmiddlewaretoken", "step", "meaning", "remove_photo", "remove_attachment"}
PROGRESS_ICONS = {"done": "tick", "declined": "cross"}


@register.simple_tag
@cache
def icon(name, css_class="icon"):
    """Draw a form of the sprite; it is decoration, the word stands beside it."""
    return format_html(
        '<svg class="{}" viewBox="0 0 100 100" aria-hidden="true"><use href="{}#{}"/></svg>',
        css_class,
        static("icons.svg"),
        name,
    )


@register.simple_tag
def kind_icon(kind):
    """Draw the cut form that owns a kind."""
    return icon(FORMS.get(str(kind), "lamp"))


@register.simple_tag
@cache
def stretched_icon(name):
    """Draw a form that fills its box whatever the proportions."""
    return format_html(
        '<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">'
        '<use href="{}#{}"/></svg>',
        static("icons.svg"),
        name,
    )


@register.filter
def filled(phrase, number):
    """Complete a phrase for one or several with its number; the phrase knows what to call it."""
    return phrase % {"number": number, "all": number}


@register.filter
def progress_icon(progress):
    """Name the form for how far an idea has come: a tick, a cross, an arrow on the way."""
    return PROGRESS_ICONS.get(progress, "arrow")


@register.filter
def title_fit(title):
    """Name the size class of a poster title, so that long words stay inside the poster.

    Soft hyphens written by editors divide a word, hard spaces hold words together.
    """
    words = re.split(r"[ \n\u00ad-]+", str(title))
    longest = max(len(word) for word in words)
    for size, (most_in_word, most) in enumerate(TITLE_SIZES, start=1):
        if longest <= most_in_word and len(title) <= most:
            return f"fit-{size}"
    return "fit-5"


@register.filter
def first_bold(words):
    """Set the first sentence of a short answer in bold, as long as it is a short one."""
    first, *rest = SENTENCE_END.split(keep_numbers(str(words).strip()), maxsplit=1)
    if not rest:
        return format_html("<b>{}</b>", first) if len(first) <= LONGEST_BOLD else first
    return format_html("<b>{}</b> {}", first, rest[0])


@register.filter
def poster_layout(page):
    """Name the form of a page's poster: over a wide drawing, split in two, or calm."""
    picture = getattr(page, "picture", None)
    if picture is None:
        return "calm" if str(page.kind) == "sky" else "split"
    is_wide = picture.is_drawing and picture.width / picture.height >= WIDE_DRAWING
    return "over" if is_wide else "split"


@register.inclusion_tag("components/tabs.html")
def tabs(total, taken=0, css_class=""):
    """Hang one tab for each of `total`, the first `taken` of them torn off.

    More than a month of tabs is too fine to see: the row is then shown in proportion.
    The number itself always stands in words beside it.
    """
    total, taken = max(int(total), 0), max(int(taken), 0)
    shown = min(total, MOST_TABS)
    torn = min(taken, total) if total <= MOST_TABS else min(round(taken / total * shown), shown)
    return {
        "torn": range(torn),
        "left": range(shown - torn),
        "css_class": " ".join(filter(None, [css_class, "tabs--fine" if shown > 14 else ""])),
    }


@register.filter
def file_size(size):
    """Return a file size in words, in the unit people know."""
    if size < 1024 * 1024:
        return _("%(size)s kB") % {"size": max(1, round(size / 1024))}
    number = f"{size / 1024 / 1024:.1f}".rstrip("0").rstrip(".")
    return _("%(size)s MB") % {"size": number.replace(".", pgettext("decimal separator", "."))}


@register.filter
def file_kind(content_type):
    """Return how people call a kind of file: PDF, DOCX, JPG."""
    return attachments.EXTENSIONS.get(content_type, "").removeprefix(".").upper()


@register.filter
def is_named(field, names):
    """Whether a form field's widget is one of the kinds named, for example `radio checkbox`."""
    return field.field.widget.__class__.__name__.lower() in names.split()


@register.simple_tag
def control(field):
    """Draw the control of a bound field with the site's class, and without words inside it."""
    widget = field.field.widget
    is_file = getattr(widget, "input_type", "") == "file"
    css_class = f"{'filebox' if is_file else 'in'} {widget.attrs.get('class', '')}".strip()
    attrs = {"class": css_class, "placeholder": False}
    return field.as_widget(attrs=attrs)


@register.filter
def error_count(form):
    """Return how many things there are to correct in a form: a field counts once."""
    return len(form.non_field_errors()) + sum(bool(field.errors) for field in form)


@register.filter
def filter_label(name):
    """Return the words above a filter of a list."""
    return {
        "neighbourhood": _("Neighbourhood"),
        "topic": _("Topic"),
        "state": _("How far it has come"),
        "progress": _("How far it has come"),
        "place": _("Place"),
        "on_behalf": _("From whom"),
    }[name]


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page_obj, anchor=""):
    """Draw the pages of a list, the far ones left out; nothing for a list of one page.

    Each leads to the top of its page, or to `anchor` on it.
    """
    paginator = page_obj.paginator
    return {
        "page_obj": page_obj,
        "page_range": paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1),
        "ellipsis": paginator.ELLIPSIS,
        "anchor": anchor,
        "request": context["request"],
    }


@register.filter
def get_item(mapping, key):
    """Return what a dict holds under a key, or None."""
    return mapping.get(key)


@register.simple_tag
def contribution_url(call, contribution):
    """Return the public address of a contribution under the call it belongs to."""
    return call.get_contribution_url(contribution) if call else ""


@register.simple_tag
def comment_form_url(call, contribution):
    """Return the address of the form that takes a comment on a contribution."""
    return call.get_comment_url(contribution)


@register.simple_tag
def data_url(call):
    """Return the address where what was published on a page can be had as data."""
    return call.get_data_url()


@register.simple_tag
def report_url(call, contribution):
    """Return the address of the form that reports a contribution or a comment."""
    return call.get_report_url(contribution)


@register.simple_tag
def photo_url(contribution, size):
    """Return the address of a released photo, `small` for lists or `large`."""
    return contribution.get_photo_url(size)


@register.filter
def deadline(call):
    """Say in a few words when a call opens, closes or has closed."""
    return text.deadline(call)


@register.filter
def deadline_with_time(call):
    """Say until which minute something can be sent."""
    return text.exact_deadline(call.canonical.closes_at)


@register.filter
def days_left(call):
    """Return the days until an open call closes, or None when there is nothing to count."""
    closes_at = call.canonical.closes_at
    return text.days_left(closes_at) if closes_at and call.is_open else None


@register.filter
def days_in_all(call):
    """Return for how many days a call is open from the first to the last."""
    rules = call.canonical
    return (rules.closes_at - rules.opens_at).days + 1 if rules.closes_at else None


@register.filter
def minus(number, other):
    """Subtract, for counts that are shown as torn-off tabs."""
    return number - other


@register.filter
def structured_data(page, request):
    """Return a page's schema.org data for the data block."""
    return page.get_json_ld(request)


@register.filter
def done_count(phases):
    """Count the phases that are over."""
    return sum(phase.standing == "done" for phase in phases)


@register.filter
def quoted(words):
    """Put quotation marks around what somebody said, as the reader's language does."""
    return pgettext("quotation marks", "“%(words)s”") % {"words": words}


@register.filter
def number_word(number):
    """Write a small number as a word that can begin a sentence."""
    words = [
        pgettext("number", "No"),
        _("One"),
        _("Two"),
        _("Three"),
        _("Four"),
        _("Five"),
        _("Six"),
        _("Seven"),
        _("Eight"),
        _("Nine"),
    ]
    return words[number] if number < len(words) else number


@register.filter
def ordinal_word(number):
    """Write a small ordinal number as a word inside a sentence."""
    words = [
        _("first"),
        _("second"),
        _("third"),
        _("fourth"),
        _("fifth"),
        _("sixth"),
        _("seventh"),
        _("eighth"),
        _("ninth"),
    ]
    return words[number - 1] if number <= len(words) else f"{number}."


@register.filter
def participation_levels(page):
    """Return all levels of participation of a page's field, from least to most say."""
    return page._meta.get_field("participation_level").choices


@register.filter
def link_to(label, url):
    """Make an ink slip of a label and an address."""
    return Action(label, url)


@register.filter
def lang_attribute(code):
    """Return the `lang` attribute of words in another language than the page's."""
    return format_html(' lang="{}"', code)


@register.filter
def said_in(words, language):
    """Mark words inside a text with their language, where it is not the page's."""
    if not words or language == get_language():
        return words
    return format_html('<span lang="{}">{}</span>', language, words)


@register.filter
def carried(form):
    """Return what a form was sent with as name and value, to be sent along unseen.

    What a button says is not among it: the next button says something else.
    """
    return [
        (name, value)
        for name, values in form.data.lists()
        if name not in BUTTONS
        for value in values
    ]
