"""The blocks that pages are built of.

Their examples for editors are functions, so that they speak the language of whoever looks.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock

from core.models.records import RetentionRule

RICH_TEXT_FEATURES = ["bold", "italic", "h3", "ol", "ul", "link", "document-link"]


def preview_picture():
    """Return the newest picture of the library as a block holds it, or None."""
    picture = get_image_model().objects.order_by("-created_at").first()
    return picture and {"image": picture.pk, "alt_text": picture.title, "decorative": False}


def _paragraph(text):
    return f"<p>{text}</p>"


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading that splits a long page")
        template = "blocks/heading.html"

        def preview_value(self):
            return gettext("How we go about it")


class TextBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs):
        super().__init__(features=RICH_TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Running text with links and lists")
        template = "blocks/text.html"

        def preview_value(self):
            return _paragraph(gettext("Every other Saturday the gates are open. Come as you are."))


class PictureBlock(blocks.StructBlock):
    """One picture with a caption."""

    image = ImageBlock(required=True, label=_("Picture"))
    caption = blocks.CharBlock(required=False, label=_("Caption"), max_length=200)

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("One picture with a caption and its credit")
        template = "blocks/image.html"

    def get_preview_value(self):
        """Show a picture of the site itself."""
        picture = preview_picture()
        return picture and self.to_python({"image": picture, "caption": ""})


class GalleryBlock(blocks.StructBlock):
    """Several pictures side by side."""

    pictures = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("image", ImageBlock(required=True, label=_("Picture"))),
                ("caption", blocks.CharBlock(required=False, label=_("Caption"), max_length=200)),
            ],
            label=_("Picture"),
        ),
        min_num=2,
        max_num=24,
        label=_("Pictures"),
    )

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Several pictures in rows, each in its own shape")
        template = "blocks/gallery.html"

    def get_preview_value(self):
        """Show a picture of the site itself, twice."""
        picture = preview_picture()
        return picture and self.to_python({"pictures": [{"image": picture, "caption": ""}] * 2})


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(label=_("Quotation"))
    by = blocks.CharBlock(
        required=False, label=_("Said by"), help_text=_("By role or age: resident, 71 years.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody's own words, large")
        template = "blocks/quote.html"

        def preview_value(self):
            return {
                "text": gettext("Suddenly it was our square."),
                "by": gettext("Resident, 71 years"),
            }


class NoteBlock(blocks.RichTextBlock):
    """Something to notice."""

    def __init__(self, **kwargs):
        super().__init__(features=["bold", "italic", "link"], **kwargs)

    class Meta:
        icon = "info-circle"
        label = _("Note")
        description = _("A short text on a calm field, to be noticed")
        template = "blocks/note.html"

        def preview_value(self):
            return _paragraph(gettext("Would you rather say it than write it? Call us."))


class StepBlock(blocks.StructBlock):
    """One step of a course of events."""

    title = blocks.CharBlock(label=_("Step"), max_length=80)
    text = blocks.TextBlock(label=_("What happens"), required=False)

    class Meta:
        icon = "order"
        label = _("Step")


class StepsBlock(blocks.ListBlock):
    """What happens, in order."""

    def __init__(self, **kwargs):
        super().__init__(StepBlock(), **kwargs)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("What happens, in numbered order")
        template = "blocks/steps.html"

        def preview_value(self):
            return [
                {"title": gettext("Today"), "text": gettext("You get a receipt.")},
                {
                    "title": gettext("Within five days"),
                    "text": gettext("A person reads your idea."),
                },
            ]


class FactsBlock(blocks.ListBlock):
    """Labels and values."""

    def __init__(self, **kwargs):
        super().__init__(
            blocks.StructBlock(
                [
                    ("label", blocks.CharBlock(label=_("Label"), max_length=60)),
                    ("value", blocks.TextBlock(label=_("Value"))),
                ],
                label=_("Fact"),
            ),
            **kwargs,
        )

    class Meta:
        icon = "table"
        label = _("Facts")
        description = _("Short facts: a word and what belongs to it")
        template = "blocks/facts.html"

        def preview_value(self):
            return [{"label": gettext("Where"), "value": gettext("The old warehouse")}]


class QuestionsBlock(blocks.ListBlock):
    """Questions and answers that open one by one."""

    def __init__(self, **kwargs):
        super().__init__(
            blocks.StructBlock(
                [
                    ("question", blocks.CharBlock(label=_("Question"), max_length=160)),
                    (
                        "answer",
                        blocks.RichTextBlock(label=_("Answer"), features=RICH_TEXT_FEATURES),
                    ),
                ],
                label=_("Question"),
            ),
            **kwargs,
        )

    class Meta:
        icon = "help"
        label = _("Questions and answers")
        description = _("Questions that open to show their answer")
        template = "blocks/questions.html"

        def preview_value(self):
            return [
                {
                    "question": gettext("Does it cost anything?"),
                    "answer": _paragraph(gettext("No, it is free.")),
                }
            ]


class SaidDoneBlock(blocks.ListBlock):
    """You said, we did (or did not, and why)."""

    def __init__(self, **kwargs):
        super().__init__(
            blocks.StructBlock(
                [
                    ("said", blocks.CharBlock(label=_("You said"), max_length=200)),
                    ("done", blocks.TextBlock(label=_("What came of it"))),
                    (
                        "was_done",
                        blocks.BooleanBlock(
                            label=_("We did it"),
                            required=False,
                            help_text=_("Leave it empty where we did not, and say why."),
                        ),
                    ),
                ],
                label=_("Pair"),
            ),
            **kwargs,
        )

    class Meta:
        icon = "comment"
        label = _("You said, we did")
        description = _("What people said and what came of it, also when the answer was no")
        template = "blocks/said_done.html"

        def preview_value(self):
            return [
                {
                    "said": gettext("There is nowhere to sit."),
                    "done": gettext("Six benches are up."),
                    "was_done": True,
                }
            ]


class ButtonBlock(blocks.StructBlock):
    """A way on: to a page, or to an address."""

    text = blocks.CharBlock(label=_("Text"), max_length=60)
    page = blocks.PageChooserBlock(required=False, label=_("Page"))
    url = blocks.CharBlock(required=False, label=_("Or an address"), max_length=200)

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("One clear way on")
        template = "blocks/button.html"

        def preview_value(self):
            return {"text": gettext("Share an idea"), "page": None, "url": "/"}

    def clean(self, value):
        """A button leads to exactly one place."""
        value = super().clean(value)
        if bool(value.get("page")) == bool(value.get("url")):
            raise blocks.StructBlockValidationError(
                {"url": ValidationError(_("Choose a page or write an address, not both."))}
            )
        return value


class DocumentsBlock(blocks.ListBlock):
    """Files to read, with type and size."""

    def __init__(self, **kwargs):
        super().__init__(DocumentChooserBlock(label=_("Document")), **kwargs)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        description = _("Files to download, with their type and size")
        template = "blocks/documents.html"

    def get_preview_value(self):
        """Show the newest files of the library."""
        newest = get_document_model().objects.order_by("-created_at")[:2]
        return self.to_python([document.pk for document in newest]) if newest else None


class RetentionBlock(blocks.StaticBlock):
    """What personal data we keep, why and for how long: always the rules that hold today."""

    class Meta:
        icon = "history"
        label = _("How long we keep data")
        description = _("A table of what we keep, why and for how long, from the settings")
        admin_text = _("The table follows the retention rules under Settings.")
        template = "blocks/retention.html"

        def preview_value(self):
            return None

    def get_context(self, value, parent_context=None):
        """Add the rules."""
        context = super().get_context(value, parent_context)
        context["rules"] = RetentionRule.objects.all()
        return context


class BodyBlock(blocks.StreamBlock):
    """Everything an editor can build a page of."""

    heading = HeadingBlock(group=_("Words"))
    text = TextBlock(group=_("Words"))
    quote = QuoteBlock(group=_("Words"))
    note = NoteBlock(group=_("Words"))
    image = PictureBlock(group=_("Pictures and files"))
    gallery = GalleryBlock(group=_("Pictures and files"))
    documents = DocumentsBlock(group=_("Pictures and files"))
    steps = StepsBlock(group=_("Overview"))
    facts = FactsBlock(group=_("Overview"))
    retention = RetentionBlock(group=_("Overview"))
    questions = QuestionsBlock(group=_("Overview"))
    said_done = SaidDoneBlock(group=_("Overview"))
    button = ButtonBlock(group=_("Ways on"))
