"""Good reasons to start from: each says what is the matter and what the author can do."""

from django.db import migrations

REASONS = [
    (
        "Private oplysninger",
        "Der står noget privat i det, du har skrevet, for eksempel et navn, et telefonnummer "
        "eller en adresse. Det må vi ikke vise for alle. Send det gerne igen uden de "
        "oplysninger. Så læser vi det med det samme.",
        "There is something private in what you have written, such as a name, a phone number "
        "or an address. We may not show that to everybody. Please send it again without it, "
        "and we will read it right away.",
    ),
    (
        "Handler om noget andet",
        "Tak, fordi du skriver. Det handler om noget andet end det, vi spørger om på denne "
        "side, så her kan vi ikke bruge det. På forsiden kan du se, hvad vi ellers spørger om "
        "lige nu. Du kan også skrive til os, så finder vi den rette, der kan svare dig.",
        "Thank you for writing. It is about something else than what we ask on this page, so "
        "we cannot use it here. The front page shows what else we are asking about right now. "
        "You can also write to us, and we will find the right person to answer you.",
    ),
    (
        "Reklame",
        "Det, du har skrevet, er mest reklame for en vare, et firma eller en side på nettet. "
        "Det viser vi ikke. Har du en idé eller en mening om sagen selv, vil vi meget gerne "
        "høre den.",
        "What you have written mostly advertises a product, a company or a website. We do not "
        "show that. If you have an idea or an opinion about the matter itself, we would very "
        "much like to hear it.",
    ),
    (
        "Sårende ord",
        "Nogle af ordene kan gøre andre kede af det eller bange. Du må gerne være uenig eller "
        "vred, og vi vil gerne høre hvorfor. Skriv det igen uden at gå efter personer, så kan "
        "vi vise det.",
        "Some of the words can hurt or frighten others. You are welcome to disagree or to be "
        "angry, and we want to hear why. Write it again without going after people, and we "
        "can show it.",
    ),
    (
        "Svært at forstå",
        "Vi har læst det flere gange, men vi er ikke sikre på, hvad du mener. Send det gerne "
        "igen og fortæl: Hvad skal der ske, hvor, og hvorfor er det en god idé? En enkelt "
        "sætning om hver er nok.",
        "We have read it several times but are not sure what you mean. Please send it again "
        "and tell us: what should happen, where, and why is it a good idea? One sentence about "
        "each is enough.",
    ),
    (
        "Sendt to gange",
        "Vi har fået det samme fra dig før. Det er nok at sende det én gang, så vi ser kun på "
        "det første. Du behøver ikke gøre mere.",
        "We have had the same from you before. Sending it once is enough, so we only look at "
        "the first one. You need not do anything more.",
    ),
]


def make_reasons(apps, schema_editor):
    """Add them where nobody has written any."""
    templates = apps.get_model("contributions", "ReasonTemplate").objects
    if templates.exists():
        return
    templates.bulk_create(
        templates.model(name=name, text_da=danish, text_en=english, sort_order=place)
        for place, (name, danish, english) in enumerate(REASONS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("contributions", "0007_supports_move")]

    operations = [migrations.RunPython(make_reasons, migrations.RunPython.noop)]
