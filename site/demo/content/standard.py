"""Pages of text: about us, ask us, and the two that the law asks for.

The accessibility statement and the privacy notice stay when the example content is
removed: they are starting texts, honest about what the municipality has yet to fill in.
"""

from .everywhere import EMAIL, PHONE
from .words import EXAMPLE, Link, T

ABOUT = {
    "title": T("Hvad er Samskab?", "What is Samskab?"),
    "slug": T("hvad-er-samskab", "what-is-samskab"),
    "summary": T(
        "En tavle for det, vi laver sammen i Guldborgsund. Her kan du se, hvad der er på vej, sige "
        "din mening og få svar.",
        "A board for what we make together in Guldborgsund. Here you can see what is on its way, "
        "have your say and get an answer.",
    ),
    "picture": "round-table",
    "body": [
        EXAMPLE,
        (
            "text",
            T(
                "<p>Guldborgsund er to øer, et sund og omkring 60.000 mennesker på Lolland og "
                "Falster. Rigtig mange er med i en forening eller giver en hånd som frivillige. "
                "Det er vores styrke.</p>"
                "<p>Samskab betyder, at vi finder på tingene sammen. Ikke først til sidst, når alt "
                "er tegnet, men fra begyndelsen.</p>",
                "<p>Guldborgsund is two islands, a strait and about 60,000 people on Lolland and "
                "Falster. A great many of them belong to an association or lend a hand as "
                "volunteers. That is our strength.</p>"
                "<p><i>Samskab</i> means creating things together. Not at the end, when "
                "everything has been drawn, but from the beginning.</p>",
            ),
        ),
        ("heading", T("Sådan foregår det", "How it works")),
        (
            "steps",
            [
                {
                    "title": T("Vi fortæller", "We tell you"),
                    "text": T(
                        "Hvert projekt har sin egen side. Der står hvorfor, hvordan, hvem og "
                        "hvornår.",
                        "Every project has its own page. It says why, how, who and when.",
                    ),
                },
                {
                    "title": T("Du siger din mening", "You have your say"),
                    "text": T(
                        "Det tager tre minutter at sende en idé. Du skal ikke logge ind, og du må "
                        "gerne lade være med at skrive dit navn.",
                        "Sending an idea takes three minutes. You need not sign in, and you may "
                        "leave out your name.",
                    ),
                },
                {
                    "title": T("Et menneske læser", "A person reads"),
                    "text": T(
                        "Vi læser alt, før det bliver vist. Det gør vi for at passe på dig og på "
                        "andre.",
                        "We read everything before it is shown. We do it to look after you and "
                        "others.",
                    ),
                },
                {
                    "title": T("Du får svar", "You get an answer"),
                    "text": T(
                        "Ja, nej eller måske. Vi skriver altid hvorfor.",
                        "Yes, no or perhaps. We always say why.",
                    ),
                },
                {
                    "title": T("Du kan følge det", "You can follow it"),
                    "text": T(
                        "Svaret står under idéen, til den er lavet.",
                        "The answer stays with the idea until it has been carried out.",
                    ),
                },
            ],
        ),
        ("heading", T("Hvor meget bestemmer du?", "How much do you decide?")),
        (
            "text",
            T(
                "<p>På hver side står der, hvor meget du er med til at bestemme. Vi lover ikke "
                "mere, end vi kan holde.</p>",
                "<p>Every page says how much of a say you have. We promise no more than we can "
                "keep.</p>",
            ),
        ),
        (
            "facts",
            [
                {
                    "label": T("Vi fortæller", "We inform"),
                    "value": T(
                        "Noget er besluttet. Du får det at vide og kan spørge.",
                        "Something has been decided. You are told, and you can ask.",
                    ),
                },
                {
                    "label": T("Vi lytter", "We listen"),
                    "value": T(
                        "Du siger din mening, før der bliver besluttet noget. Vi skriver, hvad vi "
                        "brugte den til.",
                        "You have your say before anything is decided. We write what we used it "
                        "for.",
                    ),
                },
                {
                    "label": T("Vi finder ud af det sammen", "We work it out together"),
                    "value": T(
                        "Du er med undervejs, mens forslaget bliver til.",
                        "You take part while the proposal takes shape.",
                    ),
                },
                {
                    "label": T("Vi beslutter sammen", "We decide together"),
                    "value": T(
                        "Du er med til at vælge, og det, I vælger, bliver gjort.",
                        "You help to choose, and what you choose together is done.",
                    ),
                },
            ],
        ),
        ("heading", T("Det spørger folk om", "What people ask")),
        (
            "questions",
            [
                {
                    "question": T("Skal jeg have en konto?", "Do I need an account?"),
                    "answer": T(
                        "<p>Nej. Du kan læse alt og sende idéer uden.</p>",
                        "<p>No. You can read everything and send ideas without one.</p>",
                    ),
                },
                {
                    "question": T("Må børn være med?", "May children take part?"),
                    "answer": T(
                        "<p>Ja. Børn kan sende en idé uden navn og uden mail. Så gemmer vi ikke, "
                        "hvem de er, og de skal ikke spørge om lov.</p>",
                        "<p>Yes. Children can send an idea without a name and without e-mail. Then "
                        "we do not store who they are, and they need no permission.</p>",
                    ),
                },
                {
                    "question": T("Kan jeg trække min idé tilbage?", "Can I withdraw my idea?"),
                    "answer": T(
                        "<p>Ja. Det private link på din kvittering fører til din idé. Der kan du "
                        "trække den tilbage.</p>",
                        "<p>Yes. The private link on your receipt leads to your idea. There you "
                        "can withdraw it.</p>",
                    ),
                },
                {
                    "question": T("Hvorfor er min idé ikke vist?", "Why is my idea not shown?"),
                    "answer": T(
                        "<p>Vi viser ikke tekster, der hænger andre ud, røber noget privat eller "
                        "reklamerer. Du får altid en grund. Er du uenig, så <a "
                        'data-page="ask">skriv '
                        "til os</a>. Så ser en anden på det.</p>",
                        "<p>We do not show texts that expose others, reveal something private or "
                        'advertise. You always get a reason. If you disagree, <a data-page="ask">'
                        "write to us</a>. Then somebody else will look at it.</p>",
                    ),
                },
            ],
        ),
        ("button", {"text": T("Se projekterne", "See the projects"), "page": Link("projects")}),
    ],
}

ASK = {
    "title": T("Spørg os", "Ask us"),
    "slug": T("spoerg-os", "ask-us"),
    "summary": T(
        "Ring, skriv eller kom forbi. Du behøver ikke have en idé, og du behøver ikke kende de "
        "rigtige ord.",
        "Call, write or come by. You do not need an idea, and you need not know the right words.",
    ),
    "picture": "ask-us",
    "body": [
        EXAMPLE,
        ("heading", T("Ring eller skriv", "Call or write")),
        (
            "facts",
            [
                {
                    "label": T("Telefon", "Telephone"),
                    "value": T(
                        f"{PHONE}, mandag–torsdag kl. 10–14",
                        f"{PHONE}, Monday to Thursday, 10 am to 2 pm",
                    ),
                },
                {"label": T("Mail", "E-mail"), "value": T(EMAIL, EMAIL)},
                {
                    "label": T("Brev", "Letter"),
                    "value": T(
                        "Guldborgsund Kommune, att. Samskab", "Guldborgsund Kommune, attn. Samskab"
                    ),
                },
            ],
        ),
        ("heading", T("Hvem ved noget om hvad?", "Who knows about what?")),
        (
            "text",
            T(
                "<ul><li><b>Projektlederen:</b> om havnen, tid, penge og tegninger. "
                '<a href="mailto:projektleder@example.org">projektleder@example.org</a></li>'
                "<li><b>Kulturkonsulenten:</b> om værksteder, kunst og skoler. "
                '<a href="mailto:kulturkonsulent@example.org">kulturkonsulent@example.org</a></li>'
                "<li><b>Forandringsagenten:</b> om at arbejde sammen på tværs. "
                "<a "
                'href="mailto:forandringsagent@example.org">forandringsagent@example.org</a></li>'
                "</ul>",
                "<ul><li><b>The Project Lead:</b> about the harbour, time, money and drawings. "
                '<a href="mailto:projektleder@example.org">projektleder@example.org</a></li>'
                "<li><b>The Culture Consultant:</b> about workshops, art and schools. "
                '<a href="mailto:kulturkonsulent@example.org">kulturkonsulent@example.org</a></li>'
                "<li><b>The Change Agent:</b> about working together across departments. "
                "<a "
                'href="mailto:forandringsagent@example.org">forandringsagent@example.org</a></li>'
                "</ul>",
            ),
        ),
        ("heading", T("Uden computer", "Without a computer")),
        (
            "text",
            T(
                "<p>Alt på siden kan også gøres uden computer:</p>"
                "<ul><li>Ring og fortæl. Så skriver vi for dig og læser det op bagefter.</li>"
                "<li>Skriv et brev eller et postkort. En tegning er også fint.</li>"
                "<li>Kom til et værksted eller et møde, og sig det der.</li></ul>"
                "<p>Du får den samme kvittering og det samme svar som alle andre.</p>",
                "<p>Everything on this site can also be done without a computer:</p>"
                "<ul><li>Call and tell us. We write it down for you and read it back.</li>"
                "<li>Write a letter or a postcard. A drawing is fine too.</li>"
                "<li>Come to a workshop or a meeting and say it there.</li></ul>"
                "<p>You get the same receipt and the same answer as everyone else.</p>",
            ),
        ),
        (
            "note",
            T(
                "<p>Har du brug for tolk, tegnsprog eller en anden slags hjælp? Sig til i god tid, "
                "så finder vi ud af det.</p>",
                "<p>Do you need an interpreter, sign language or another kind of help? Tell us in "
                "good time, and we will find a way.</p>",
            ),
        ),
        (
            "text",
            T(
                "<p>Har du det svært, og kan du ikke vente, så ring til din læge. Er nogen i fare, "
                "så ring 112.</p>",
                "<p>If things are hard and cannot wait, call your doctor. If anyone is in danger, "
                "call 112.</p>",
            ),
        ),
    ],
}

STATEMENT_DRAFT = (
    "note",
    T(
        "<p><b>Eksempel.</b> Dette er en begyndelse og ikke en færdig erklæring. Kommunen skal "
        "teste siden, udfylde erklæringen hos Digitaliseringsstyrelsen og rette teksten her, før "
        "den gælder.</p>",
        "<p><b>Example.</b> This is a beginning, not a finished statement. Before it applies, the "
        "municipality has to test the site, fill in the statement with the Danish Agency for "
        "Digital Government and correct the text here.</p>",
    ),
)

ACCESSIBILITY = {
    "title": T("Tilgængelighedserklæring", "Accessibility statement"),
    "slug": T("tilgaengelighedserklaering", "accessibility-statement"),
    "summary": T(
        "Alle skal kunne bruge Samskab. Her kan du læse, hvor langt vi er, og hvem du kan skrive "
        "til, hvis noget driller.",
        "Everybody should be able to use Samskab. Here you can read how far we have come and whom "
        "to write to if something does not work.",
    ),
    "picture": "ramp",
    "body": [
        STATEMENT_DRAFT,
        (
            "text",
            T(
                "<p>Guldborgsund Kommune vil gøre sine sider tilgængelige for alle. Det står i "
                "loven om tilgængelighed af offentlige organers websteder og mobilapplikationer "
                "(lov nr. 692 af 8. juni 2018).</p>"
                "<p>Denne tilgængelighedserklæring gælder for Samskab.</p>",
                "<p>Guldborgsund Kommune is committed to making its websites accessible to "
                "everyone. This follows from the Danish act on the accessibility of public "
                "websites and mobile applications (act no. 692 of 8 June 2018).</p>"
                "<p>This statement applies to Samskab.</p>",
            ),
        ),
        ("heading", T("Hvor langt er vi?", "How far are we?")),
        (
            "text",
            T(
                "<p>Loven kræver, at siden følger EN 301 549, version 3.2.1. Det svarer til WCAG "
                "2.1 på niveau AA. Vi bygger efter WCAG 2.2 på niveau AA.</p>"
                "<p>Siden er <b>ikke endeligt vurderet endnu</b>. Her skal stå, om siden følger "
                "loven helt, delvist eller ikke.</p>"
                "<p>Det har vi gjort indtil nu:</p>"
                "<ul><li>Siden kan bruges med tastatur alene.</li>"
                "<li>Den virker uden script og ved 200 % zoom.</li>"
                "<li>Farve står aldrig alene. Der er altid ord og form til.</li>"
                "<li>Fejl i formularer står både øverst og ved feltet.</li>"
                "<li>Siderne bliver tjekket automatisk, hver gang koden ændrer sig.</li></ul>",
                "<p>The law requires the site to follow EN 301 549, version 3.2.1. It corresponds "
                "to WCAG 2.1 level AA. We build to WCAG 2.2 level AA.</p>"
                "<p>The site has <b>not been finally assessed yet</b>. This is where it must say "
                "whether the site follows the law fully, partly or not.</p>"
                "<p>This is what we have done so far:</p>"
                "<ul><li>The site can be used with a keyboard alone.</li>"
                "<li>It works without script and at 200 % zoom.</li>"
                "<li>Colour never stands alone. There is always a word and a shape.</li>"
                "<li>Errors in forms are shown both at the top and at the field.</li>"
                "<li>The pages are checked automatically every time the code changes.</li></ul>",
            ),
        ),
        ("heading", T("Det virker ikke godt nok endnu", "What does not work well enough yet")),
        (
            "text",
            T(
                "<p>Her skal kommunen skrive, hvad der mangler, hvorfor, og hvornår det bliver "
                "rettet. Vi ved allerede dette:</p>"
                "<ul><li>Billeder, som borgere sender ind, har måske ikke en beskrivelse.</li>"
                "<li>Filer, som andre har lavet, kan være svære at læse med skærmlæser. Bed os om "
                "at få teksten på en anden måde.</li></ul>",
                "<p>This is where the municipality must write what is missing, why, and when it "
                "will be put right. We already know this:</p>"
                "<ul><li>Pictures sent in by citizens may lack a description.</li>"
                "<li>Files made by others can be hard to read with a screen reader. Ask us for the "
                "text in another form.</li></ul>",
            ),
        ),
        ("heading", T("Sig det til os", "Tell us")),
        (
            "text",
            T(
                "<p>Er der noget, du ikke kan bruge, så sig det. Vi svarer, så snart vi kan, og "
                "finder en anden vej imens.</p>"
                f"<ul><li>Telefon: {PHONE} (eksempel)</li>"
                '<li>Mail: <a href="mailto:tilgaengelighed@example.org">'
                "tilgaengelighed@example.org</a> (eksempel)</li></ul>",
                "<p>If there is something you cannot use, tell us. We answer as soon as we can and "
                "find another way in the meantime.</p>"
                f"<ul><li>Telephone: {PHONE} (example)</li>"
                '<li>E-mail: <a href="mailto:tilgaengelighed@example.org">'
                "tilgaengelighed@example.org</a> (example)</li></ul>",
            ),
        ),
        ("heading", T("Hvis du vil klage", "If you want to complain")),
        (
            "text",
            T(
                "<p>Digitaliseringsstyrelsen holder øje med, om loven bliver fulgt. Er du ikke "
                "tilfreds med vores svar, kan du skrive til dem. Se mere på "
                "<a "
                'href="https://digst.dk/">digst.dk</a>.</p>',
                "<p>The Danish Agency for Digital Government supervises that the law is followed. "
                "If you are not satisfied with our answer, you can write to them. See more at "
                '<a href="https://digst.dk/">digst.dk</a> (in '
                "Danish).</p>",
            ),
        ),
        ("heading", T("Om erklæringen", "About this statement")),
        (
            "facts",
            [
                {
                    "label": T("Lavet den", "Made on"),
                    "value": T("Dato mangler (eksempel)", "Date missing (example)"),
                },
                {
                    "label": T("Hvordan", "How"),
                    "value": T(
                        "Egne tests. Kommunen skal supplere med en test af mennesker, der bruger "
                        "hjælpemidler.",
                        "Our own tests. The municipality must add a test by people who use "
                        "assistive technology.",
                    ),
                },
                {
                    "label": T("Næste gang", "Next time"),
                    "value": T(
                        "Erklæringen skal gennemgås mindst en gang om året.",
                        "The statement must be reviewed at least once a year.",
                    ),
                },
            ],
        ),
    ],
}

PRIVACY_DRAFT = (
    "note",
    T(
        "<p><b>Eksempel.</b> Teksten er en begyndelse. Kommunen skal læse den igennem med sin "
        "databeskyttelsesrådgiver og sætte de rigtige kontakter ind, før den gælder.</p>",
        "<p><b>Example.</b> This text is a beginning. Before it applies, the municipality has to "
        "go through it with its data protection officer and put in the right contacts.</p>",
    ),
)

PRIVACY = {
    "title": T("Behandling af personoplysninger", "Privacy notice"),
    "slug": T("behandling-af-personoplysninger", "privacy-notice"),
    "summary": T(
        "Vi gemmer så lidt om dig som muligt. Her kan du læse hvad, hvorfor og hvor længe, og hvad "
        "du kan kræve.",
        "We store as little about you as possible. Here you can read what, why and for how long, "
        "and what you can demand.",
    ),
    "picture": "letterbox",
    "body": [
        PRIVACY_DRAFT,
        ("heading", T("Kort fortalt", "In short")),
        (
            "text",
            T(
                "<ul><li>Du kan sende en idé uden navn og uden mail. Så ved vi ikke, hvem du "
                "er.</li><li>Din mail og dit telefonnummer bliver aldrig vist.</li>"
                "<li>Dit navn bliver kun vist, hvis du siger ja.</li>"
                "<li>Vi sletter, hvem du er, når vi ikke har brug for det mere.</li></ul>",
                "<ul><li>You can send an idea without a name and without e-mail. Then we do not "
                "know who you are.</li>"
                "<li>Your e-mail address and telephone number are never shown.</li>"
                "<li>Your name is only shown if you say yes.</li>"
                "<li>We erase who you are when we no longer need it.</li></ul>",
            ),
        ),
        ("heading", T("Hvem har ansvaret?", "Who is responsible?")),
        (
            "text",
            T(
                "<p>Guldborgsund Kommune er dataansvarlig. Det betyder, at kommunen passer på dine "
                f"oplysninger. Du kan ringe på {PHONE} eller skrive til "
                f'<a href="mailto:{EMAIL}">{EMAIL}</a> (eksempler).</p>'
                "<p>Kommunens databeskyttelsesrådgiver svarer på spørgsmål om dine rettigheder: "
                '<a href="mailto:databeskyttelse@example.org">databeskyttelse@example.org</a> '
                "(eksempel).</p>",
                "<p>Guldborgsund Kommune is the data controller. That means the municipality looks "
                f"after your data. You can call {PHONE} or write to "
                f'<a href="mailto:{EMAIL}">{EMAIL}</a> (examples).</p>'
                "<p>The municipality's data protection officer answers questions about your "
                "rights: "
                '<a href="mailto:databeskyttelse@example.org">databeskyttelse@example.org</a> '
                "(example).</p>",
            ),
        ),
        ("heading", T("Hvad gemmer vi, og hvorfor?", "What do we store, and why?")),
        (
            "facts",
            [
                {
                    "label": T("Din idé", "Your idea"),
                    "value": T(
                        "Titel, tekst, sted og billede. Vi bruger det i arbejdet med projektet og "
                        "viser det, når et menneske har læst det.",
                        "Title, text, place and picture. We use it in the work on the project and "
                        "show it once a person has read it.",
                    ),
                },
                {
                    "label": T("Dit navn, hvis du skriver det", "Your name, if you write it"),
                    "value": T(
                        "Så andre kan se, hvem idéen er fra. Kun hvis du siger ja.",
                        "So that others can see who the idea is from. Only if you say yes.",
                    ),
                },
                {
                    "label": T("Din mail, hvis du skriver den", "Your e-mail, if you write it"),
                    "value": T(
                        "Så vi kan sende kvittering og svar. Vi bruger den ikke til andet.",
                        "So that we can send a receipt and an answer. We use it for nothing else.",
                    ),
                },
                {
                    "label": T("Svar på vores spørgsmål", "Answers to our questions"),
                    "value": T(
                        "Før du sender, ser du, hvad andre får at se, og hvad kun vi ser. Alder "
                        "spørger vi kun om i grove trin. Navne på børn under 15 viser vi ikke.",
                        "Before you send it, you see what others will see, and what only we see. "
                        "We ask for age in rough steps only. We never show the name of anybody "
                        "under 15.",
                    ),
                },
                {
                    "label": T("Din støtte til en idé", "Your support of an idea"),
                    "value": T(
                        "En kode, der ikke kan læses, så hver browser kun tæller én gang. Er du "
                        "logget ind, er det din konto, der tæller. Ingen kan se, hvem der støtter.",
                        "A code that cannot be read, so that each browser counts only once. If you "
                        "are signed in, your account counts. Nobody can see who supports.",
                    ),
                },
                {
                    "label": T("Det, du anmelder", "What you report"),
                    "value": T(
                        "Din besked og din mail, hvis du skriver den. Så vi kan se på det og "
                        "svare.",
                        "Your message, and your e-mail address if you write it. So that we can "
                        "look at it and answer.",
                    ),
                },
                {
                    "label": T("Din konto, hvis du opretter en", "Your account, if you create one"),
                    "value": T(
                        "Mail og en krypteret adgangskode, så du kan se dine idéer samlet.",
                        "E-mail address and an encrypted password, so that you can see your ideas "
                        "in one place.",
                    ),
                },
                {
                    "label": T("Din netadresse", "Your internet address"),
                    "value": T(
                        "Kun som en kode, der ikke kan læses, og kun i ét døgn. Det bremser "
                        "misbrug.",
                        "Only as a code that cannot be read, and only for one day. It slows down "
                        "abuse.",
                    ),
                },
            ],
        ),
        (
            "text",
            T(
                "<p>Når du sender et billede, fjerner vi det, der er gemt inde i filen: sted, tid "
                "og kamera. Spørg dem, der er på billedet, før du sender det.</p>"
                "<p>Skriv ikke dit CPR-nummer. Skriv heller ikke om andres helbred eller private "
                "forhold.</p>",
                "<p>When you send a picture, we remove what is stored inside the file: place, time "
                "and camera. Ask the people in the picture before you send it.</p>"
                "<p>Do not write your CPR number. Do not write about other people's health or "
                "private lives either.</p>",
            ),
        ),
        ("heading", T("Hvad giver os lov til det?", "What gives us the right?")),
        (
            "text",
            T(
                "<p>Vi løser en opgave for fællesskabet, når vi inddrager borgere. Det er vores "
                "grundlag (databeskyttelsesforordningen, artikel 6, stk. 1, litra e). Det gælder "
                "også for børn.</p>"
                "<p>Det, du sender, er en del af kommunens sager. Andre kan bede om aktindsigt i "
                "det efter reglerne i offentlighedsloven.</p>",
                "<p>Involving citizens is a task in the public interest. That is our legal basis "
                "(General Data Protection Regulation, article 6(1)(e)). It applies to children "
                "too.</p>"
                "<p>What you send becomes part of the municipality's cases. Others can ask for "
                "access to it under the Danish Access to Public Administration Files Act.</p>",
            ),
        ),
        ("heading", T("Hvor længe?", "For how long?")),
        ("retention", None),
        (
            "facts",
            [
                {
                    "label": T("Idéen uden navn", "The idea without a name"),
                    "value": T(
                        "Bliver stående sammen med projektet.",
                        "Stays together with the project.",
                    ),
                },
                {
                    "label": T("Idéer, der ikke er sendt", "Ideas that were not sent"),
                    "value": T(
                        "Billeder og filer i en formular, der ikke er sendt, slettes efter 24 "
                        "timer.",
                        "Pictures and files in a form that was not sent are erased after 24 hours.",
                    ),
                },
                {
                    "label": T("Idéer, du trækker tilbage", "Ideas you withdraw"),
                    "value": T(
                        "Forsvinder fra siden med det samme. Hører idéen til en sag, må vi ikke "
                        "slette den helt. Så bliver den skjult.",
                        "Disappear from the site at once. If the idea belongs to a filed case, we "
                        "may not erase it entirely. Then it is hidden.",
                    ),
                },
            ],
        ),
        ("heading", T("Hvem får det at se?", "Who gets to see it?")),
        (
            "text",
            T(
                "<p>De medarbejdere, der arbejder med projektet, og den virksomhed, der driver "
                "siden for kommunen. Vi sælger intet. Kommunen skal skrive her, hvem der driver "
                "siden, og om noget bliver sendt ud af EU.</p>",
                "<p>The staff who work on the project, and the company that runs the site for the "
                "municipality. We sell nothing. The municipality must write here who runs the "
                "site, and whether anything leaves the EU.</p>",
            ),
        ),
        ("heading", T("Hvad kan du kræve?", "What can you demand?")),
        (
            "text",
            T(
                "<ul><li><b>Se</b> det, vi har om dig.</li><li><b>Rette</b> det, der er "
                "forkert.</li><li><b>Slette</b> det, når reglerne giver lov til det.</li>"
                "<li><b>Begrænse</b>, hvad vi bruger det til.</li>"
                "<li><b>Sige nej</b> til, at vi bruger det.</li></ul>"
                "<p>Det private link på din kvittering fører dig til din idé. Du kan også ringe "
                "eller skrive til os.</p>"
                "<p>Er du utilfreds, kan du klage til Datatilsynet. Det gør du på "
                '<a href="https://www.datatilsynet.dk/">datatilsynet.dk</a>.</p>',
                "<ul><li><b>See</b> what we have about you.</li><li><b>Correct</b> what is "
                "wrong.</li><li><b>Erase</b> it when the rules allow.</li>"
                "<li><b>Restrict</b> what we use it for.</li>"
                "<li><b>Object</b> to our using it.</li></ul>"
                "<p>The private link on your receipt leads to your idea. You can also call or "
                "write to us.</p>"
                "<p>If you are not satisfied, you can complain to the Danish Data Protection "
                "Agency "
                "(Datatilsynet) at <a "
                'href="https://www.datatilsynet.dk/english">datatilsynet.dk</a>'
                ".</p>",
            ),
        ),
    ],
}

COOKIES = {
    "title": T("Cookies", "Cookies"),
    "slug": T("cookies", "cookies"),
    "summary": T(
        "Vi bruger kun de cookies, siden ikke kan virke uden. Derfor er der ingen boks at trykke "
        "væk.",
        "We only use the cookies the site cannot work without. That is why there is no box to "
        "click away.",
    ),
    "body": [
        (
            "text",
            T(
                "<p>En cookie er en lille fil, som din browser gemmer for os. Vi måler ikke, hvad "
                "du gør, og vi henter intet fra andre firmaer.</p>",
                "<p>A cookie is a small file that your browser keeps for us. We do not track what "
                "you do, and we fetch nothing from other companies.</p>",
            ),
        ),
        (
            "facts",
            [
                {
                    "label": T("csrftoken", "csrftoken"),
                    "value": T(
                        "Sørger for, at en formular virkelig kommer fra dig. Gemmes i et år.",
                        "Makes sure that a form really comes from you. Kept for one year.",
                    ),
                },
                {
                    "label": T("sessionid", "sessionid"),
                    "value": T(
                        "Husker, at du er logget ind. Gemmes i to uger, eller til du logger ud.",
                        "Remembers that you are signed in. Kept for two weeks, or until you sign "
                        "out.",
                    ),
                },
                {
                    "label": T("samskab_supporter", "samskab_supporter"),
                    "value": T(
                        "Husker, hvilke idéer du støtter, så du kan tage det tilbage. Kommer "
                        "først, når du trykker på knappen. Gemmes i et år.",
                        "Remembers which ideas you support, so that you can take it back. Comes "
                        "only when you press the button. Kept for one year.",
                    ),
                },
                {
                    "label": T("messages", "messages"),
                    "value": T(
                        "Bærer en kort besked til næste side. Væk, når du har set den.",
                        "Carries a short message to the next page. Gone once you have seen it.",
                    ),
                },
            ],
        ),
        (
            "text",
            T(
                '<p>Læs også om <a data-page="privacy">behandling af personoplysninger</a>.</p>',
                '<p>Read our <a data-page="privacy">privacy notice</a> too.</p>',
            ),
        ),
    ],
}
