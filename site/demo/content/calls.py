"""Calls for ideas: with a deadline, open all year round, and for the young without a name."""

from datetime import time

from .words import CLOSES, EXAMPLE, OPENED, Day, T

HARBOUR_CALL = {
    "title": T("Hvad skal der ske på havnen?", "What should happen at the harbour?"),
    "slug": T("ideer", "ideas"),
    "summary": T(
        "Vi samler idéer til den sydlige del af havnen i Nykøbing F. Stort eller småt: Skriv, hvad "
        "du drømmer om, eller tegn det.",
        "We are gathering ideas for the southern part of the harbour in Nykøbing F. Big or small: "
        "write what you dream of, or draw it.",
    ),
    "picture": "idea",
    "answer_what": T(
        "Din idé til den sydlige del af havnen.",
        "Your idea for the southern part of the harbour.",
    ),
    "answer_join": T(
        "Ja, alle. Uden login, med eller uden navn.",
        "Yes, everybody. No account, with or without a name.",
    ),
    "answer_until": T("Til og med {closes}.", "Until {closes}."),
    "opens_at": OPENED,
    "closes_at": CLOSES,
    "participation_level": "involve",
    "participation_promise": T(
        "Et menneske læser hver idé. Vi svarer på dem alle, før forslaget til den sydlige del "
        "bliver tegnet. Byrådet beslutter til sidst.",
        "A person reads every idea. We answer them all before the proposal for the southern part "
        "is drawn. The city council decides in the end.",
    ),
    "asks_photo": True,
    "asks_place": True,
    "asks_name": True,
    "asks_attachments": True,
    "places": [
        ("place", T("Ved den gamle kran", "By the old crane")),
        ("place", T("I siloerne", "In the silos")),
        ("place", T("I pakhusene", "In the warehouses")),
        ("place", T("Ved roklubben", "By the rowing club")),
        ("place", T("Langs hele kajen", "Along the whole quay")),
    ],
    "questions": [
        (
            "question",
            {
                "kind": "radio",
                "label": T("Hvornår vil du bruge det?", "When would you use it?"),
                "help_text": T("", ""),
                "choices": [
                    T("Om sommeren", "In summer"),
                    T("Om vinteren", "In winter"),
                    T("Hele året", "All year round"),
                ],
                "is_required": False,
                "is_public": True,
            },
        ),
        (
            "question",
            {
                "kind": "radio",
                "label": T("Vil du selv være med til at lave det?", "Would you help to make it?"),
                "help_text": T(
                    "Kun vi ser svaret. Du lover ikke noget.",
                    "Only we see the answer. You promise nothing.",
                ),
                "choices": [
                    T("Ja, gerne", "Yes, gladly"),
                    T("Måske", "Perhaps"),
                    T("Nej, jeg giver idéen videre", "No, I pass the idea on"),
                ],
                "is_required": False,
                "is_public": False,
            },
        ),
        (
            "question",
            {
                "kind": "hidden",
                "label": T("Hvor linket stod", "Where the link was"),
                "help_text": T("", ""),
                "choices": [],
                "is_required": False,
                "is_public": False,
            },
        ),
    ],
    "intro": [
        EXAMPLE,
        (
            "text",
            T(
                "<p>Den sydlige del af havnen er den første etape. Der er siloer, pakhuse, en "
                "gammel kran og masser af himmel. Hvad skal man kunne gøre her? Hvad skal blive, "
                "som det er?</p>"
                "<p>Du behøver ikke tænke på penge eller regler. Det gør vi. Stavefejl gør ikke "
                "noget, og du må skrive på dit eget sprog.</p>",
                "<p>The southern part of the harbour is the first stage. There are silos, "
                "warehouses, an old crane and plenty of sky. What should one be able to do here? "
                "What should stay as it is?</p>"
                "<p>You need not think about money or rules. We do that. Spelling does not matter, "
                "and you may write in your own language.</p>",
            ),
        ),
        (
            "questions",
            [
                {
                    "question": T("Hvem kan se min idé?", "Who can see my idea?"),
                    "answer": T(
                        "<p>Når vi har læst den, kan alle se idéen. Navnet viser vi kun, hvis du "
                        "siger ja. Din mail viser vi aldrig. Andre kan bede om at se det, du har "
                        "sendt, for der er aktindsigt i det, kommunen får.</p>",
                        "<p>Once we have read it, everybody can see the idea. We show the name "
                        "only if you say yes. We never show your e-mail address. Others can ask to "
                        "see what you sent, as there is public access to what the municipality "
                        "receives.</p>",
                    ),
                },
                {
                    "question": T("Kan jeg få hjælp til at skrive?", "Can I get help to write?"),
                    "answer": T(
                        '<p>Ja. <a data-page="ask">Ring til os</a>, så skriver vi for dig.</p>',
                        '<p>Yes. <a data-page="ask">Call us</a>, and we will write it for you.</p>',
                    ),
                },
                {
                    "question": T("Må en hel klasse være med?", "May a whole class take part?"),
                    "answer": T(
                        "<p>Ja, meget gerne. Send én idé sammen eller én hver. Skriv »4. klasse« i "
                        "stedet for navne.</p>",
                        "<p>Yes, please. Send one idea together or one each. Write “year 4” "
                        "instead of names.</p>",
                    ),
                },
            ],
        ),
    ],
    "next_steps": [
        (
            T("Med det samme", "At once"),
            T(
                "Du får en kvittering med et nummer. Også uden mail.",
                "You get a receipt with a number. Without e-mail too.",
            ),
        ),
        (
            T("Inden fem dage", "Within five days"),
            T(
                "Et menneske læser din idé. Så kommer den på tavlen.",
                "A person reads your idea. Then it goes up on the board.",
            ),
        ),
        (
            T("Når fristen er gået", "After the deadline"),
            T(
                "Du kan se vores svar under din idé: ja, nej eller måske, og hvorfor.",
                "You can see our answer below your idea: yes, no or perhaps, and why.",
            ),
        ),
    ],
}

ART_CALL = {
    "title": T("Idéer til et godt kvarter", "Ideas for a good neighbourhood"),
    "slug": T("ideer", "ideas"),
    "summary": T(
        "Hvad mangler der, hvor du bor? Send en idé, når du får den. Vi samler dem hele året.",
        "What is missing where you live? Send an idea when you get one. We gather them all year "
        "round.",
    ),
    "picture": "long-bench",
    "answer_what": T("Din idé til stedet, hvor du bor.", "Your idea for the place where you live."),
    "answer_join": T("Ja, alle. Også børn.", "Yes, everybody. Children too."),
    "answer_until": T("Hele året.", "All year round."),
    "opens_at": Day(-110, time(8)),
    "closes_at": None,
    "participation_level": "codecide",
    "participation_promise": T(
        "Hvert kvartal vælger beboere og kulturkonsulent sammen to idéer, som bliver prøvet af. Du "
        "kan se her, hvilke det blev og hvorfor.",
        "Every quarter residents and the Culture Consultant choose two ideas together to try out. "
        "You can see here which ones and why.",
    ),
    "asks_photo": True,
    "asks_place": True,
    "asks_name": True,
    "places": [
        ("place", T("Ved skolen", "By the school")),
        ("place", T("På plænen", "On the lawn")),
        ("place", T("Ved æbletræet", "By the apple tree")),
        ("place", T("I tunnelen", "In the tunnel")),
    ],
    "intro": [
        EXAMPLE,
        (
            "text",
            T(
                "<p>Det må gerne være noget lille: en bænk, en lampe, en fest. Det skal helst være "
                "noget, naboer kan lave sammen.</p>",
                "<p>It may well be something small: a bench, a lamp, a party. Best of all is "
                "something that neighbours can make together.</p>",
            ),
        ),
    ],
    "next_steps": [
        (
            T("Med det samme", "At once"),
            T("Du får en kvittering med et nummer.", "You get a receipt with a number."),
        ),
        (
            T("Inden fem dage", "Within five days"),
            T(
                "Vi læser din idé og sætter den på tavlen.",
                "We read your idea and put it on the board.",
            ),
        ),
        (
            T("Hvert kvartal", "Every quarter"),
            T(
                "To idéer bliver valgt og prøvet af sammen med dem, der bor der.",
                "Two ideas are chosen and tried out together with those who live there.",
            ),
        ),
    ],
}

YOUNG_CALL = {
    "title": T("Unge på kajen", "Young on the quay"),
    "slug": T("unge-paa-kajen", "young-on-the-quay"),
    "summary": T(
        "Er du under 18? Sig, hvad kajen skal kunne for dig. Vi spørger ikke, hvad du hedder.",
        "Are you under 18? Say what the quay should be able to do for you. We do not ask your "
        "name.",
    ),
    "picture": "friends",
    "answer_what": T(
        "Din idé til et sted på kajen, hvor unge vil være.",
        "Your idea for a place on the quay where young people want to be.",
    ),
    "answer_join": T(
        "Ja. Uden navn, mail og login.",
        "Yes. Without name, e-mail or account.",
    ),
    "answer_until": T("", ""),
    "opens_at": Day(-10, time(8)),
    "closes_at": Day(25, time(16)),
    "participation_level": "codecide",
    "participation_promise": T(
        "Unge, kulturkonsulent og projektleder mødes på kajen og vælger én idé, som vi bygger "
        "sammen.",
        "Young people, the Culture Consultant and the Project Lead meet on the quay and choose "
        "one idea that we build together.",
    ),
    "asks_photo": True,
    "asks_place": True,
    "asks_age_band": True,
    "is_anonymous": True,
    "allows_comments": False,
    "questions": [
        (
            "question",
            {
                "kind": "radio",
                "label": T("Hvornår er du på kajen?", "When are you on the quay?"),
                "help_text": T("", ""),
                "choices": [
                    T("Efter skole", "After school"),
                    T("Om aftenen", "In the evening"),
                    T("I weekenden", "At the weekend"),
                ],
                "is_required": False,
                "is_public": True,
            },
        ),
    ],
    "intro": [
        EXAMPLE,
        (
            "text",
            T(
                "<p>I kender kajen, når vi andre er gået hjem. Skriv, hvad der mangler. Tegn det, "
                "hvis det er nemmere.</p>"
                "<p>Skriv ikke, hvad du eller andre hedder. Gem linket på kvitteringen. Så kan du "
                "se vores svar.</p>",
                "<p>You know the quay when the rest of us have gone home. Write what is missing. "
                "Draw it if that is easier.</p>"
                "<p>Do not write your name or the names of others. Keep the link on the receipt. "
                "With it you can see our answer.</p>",
            ),
        ),
    ],
    "next_steps": [
        (
            T("Med det samme", "At once"),
            T(
                "Du får et nummer og et link, som kun du har.",
                "You get a number and a link that only you have.",
            ),
        ),
        (
            T("Inden tre dage", "Within three days"),
            T(
                "Et menneske læser din idé. Så kommer den på tavlen.",
                "A person reads your idea. Then it goes up on the board.",
            ),
        ),
        (
            T("Når fristen er gået", "After the deadline"),
            T(
                "Vi mødes på kajen og vælger sammen. Kom bare, som du er.",
                "We meet on the quay and choose together. Come as you are.",
            ),
        ),
    ],
}
