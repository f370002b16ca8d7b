"""What is part of the example content, so that it can be taken out to the last row."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class DemoObjectManager(models.Manager):
    """Notes and finds example rows."""

    def note(self, instance):
        """Remember that a row belongs to the example content."""
        return self.get_or_create(
            content_type=ContentType.objects.get_for_model(instance, for_concrete_model=True),
            object_id=instance.pk,
        )[0]

    def keys(self, model):
        """Return the primary keys of the example rows of a model."""
        return list(
            self.filter(content_type=ContentType.objects.get_for_model(model)).values_list(
                "object_id", flat=True
            )
        )


class DemoObject(models.Model):
    """A row somewhere in the site that only exists as an example."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()

    objects = DemoObjectManager()

    class Meta:
        verbose_name = _("example row")
        verbose_name_plural = _("example rows")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="one_note_an_example_row"
            )
        ]

    def __str__(self):
        return f"{self.content_type_id}: {self.object_id}"
