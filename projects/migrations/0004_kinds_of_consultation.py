"""Start with the kinds of consultation that the Danish Planning Act knows, and two that it does not."""

from django.db import migrations

ACT = "Planloven § 24"
KINDS = [
    ("Lokalplan", "Local plan", 4, f"{ACT}, stk. 3"),
    ("Lokalplan af mindre betydning", "Local plan of minor importance", 2, f"{ACT}, stk. 3"),
    ("Kommuneplantillæg", "Municipal plan change", 8, f"{ACT}, stk. 3"),
    ("Mindre kommuneplantillæg", "Minor municipal plan change", 4, f"{ACT}, stk. 3"),
    ("Planstrategi", "Plan strategy", 8, f"{ACT}, stk. 3"),
    ("Indkaldelse af idéer og forslag", "Call for ideas and proposals", 0, "Planloven § 23 c"),
    ("Politik eller strategi", "Policy or strategy", 0, ""),
    ("Anden høring", "Other consultation", 0, ""),
]


def make_kinds(apps, schema_editor):
    """Make them unless somebody has made kinds already."""
    kinds = apps.get_model("projects", "ConsultationKind").objects
    if kinds.exists():
        return
    for number, (danish, english, weeks, source) in enumerate(KINDS):
        kinds.create(
            name_da=danish,
            name_en=english,
            minimum_weeks=weeks,
            source=source,
            sort_order=number * 10,
        )


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_consultations")]

    operations = [migrations.RunPython(make_kinds, migrations.RunPython.noop)]
