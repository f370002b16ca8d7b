"""What stands on every page: menus, foot, notice; and whom to ask."""

from .words import Link, T

NOTICE = T(
    "Eksempel: Datoer, idéer, svar og kontakter er fundet på for at vise, hvordan siden virker.",
    "Example: The dates, ideas, answers and contacts are made up to show how the site works.",
)

PHONE = "00 00 00 00"
EMAIL = "samskab@example.org"

SITE_TEXTS = {
    "tagline": T("Guldborgsund", "Guldborgsund"),
    "notice": NOTICE,
    "footer_text": T(
        "Samskab er en tavle for borgere, foreninger, kunstnere og kommune på Lolland og Falster. "
        "Du må altid ringe i stedet for at skrive. Er nogen i fare, så ring 112.",
        "Samskab is a board for residents, associations, artists and the municipality on Lolland "
        "and Falster. You can always call instead of writing. If anyone is in danger, call 112.",
    ),
    "hours": T("mandag–torsdag kl. 10–14", "Monday to Thursday, 10 am to 2 pm"),
    "address": T("Guldborgsund Kommune, att. Samskab", "Guldborgsund Kommune, attn. Samskab"),
    "phone": PHONE,
    "email": EMAIL,
}

MENUS = {
    "header": [
        (T("Projekter", "Projects"), Link("projects"), "project"),
        (T("Idéer", "Ideas"), Link("harbour-call"), "project"),
        (T("Kunst", "Art"), Link("art"), "art"),
        (T("Om os", "About"), Link("about"), "sky"),
        (T("Spørg os", "Ask us"), Link("ask"), "sky"),
    ],
    "footer": [
        (T("Hvad er Samskab?", "What is Samskab?"), Link("about"), "sky"),
        (T("Spørg os", "Ask us"), Link("ask"), "sky"),
        (T("Tilgængelighedserklæring", "Accessibility statement"), Link("accessibility"), "sky"),
        (T("Behandling af personoplysninger", "Privacy notice"), Link("privacy"), "sky"),
        (T("Cookies", "Cookies"), Link("cookies"), "sky"),
    ],
}

CONTACTS = {
    "project-lead": {
        "role": T("Projektlederen", "The Project Lead"),
        "about": T(
            "Om havnen, tid, penge og tegninger.", "About the harbour, time, money and drawings."
        ),
        "email": "projektleder@example.org",
        "phone": PHONE,
        "hours": T("mandag–torsdag kl. 10–14", "Monday to Thursday, 10 am to 2 pm"),
        "portrait": "1",
    },
    "culture-consultant": {
        "role": T("Kulturkonsulenten", "The Culture Consultant"),
        "about": T("Om værksteder, kunst og skoler.", "About workshops, art and schools."),
        "email": "kulturkonsulent@example.org",
        "phone": PHONE,
        "hours": T("tirsdag og torsdag kl. 12–15", "Tuesday and Thursday, noon to 3 pm"),
        "portrait": "2",
    },
    "change-agent": {
        "role": T("Forandringsagenten", "The Change Agent"),
        "about": T(
            "Om at arbejde sammen på tværs, også når det er svært.",
            "About working together across departments, also when it is hard.",
        ),
        "email": "forandringsagent@example.org",
        "phone": "",
        "hours": T("", ""),
        "portrait": "3",
    },
}

TOPICS = {
    "harbour-and-water": T("Havn og vand", "Harbour and water"),
    "children-and-young": T("Børn og unge", "Children and young people"),
    "art-and-culture": T("Kunst og kultur", "Art and culture"),
    "neighbours": T("Naboskab", "Neighbours"),
    "help-and-support": T("Hjælp og støtte", "Help and support"),
}

NEIGHBOURHOODS = {
    "harbour": T("Havnen i Nykøbing F.", "The harbour in Nykøbing F."),
    "oesterbro": T("Østerbro", "Østerbro"),
    "whole-municipality": T("Hele kommunen", "The whole municipality"),
}
