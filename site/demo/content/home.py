"""The home page."""

from .words import Link, T

HOME = {
    "title": T("Vi laver byen sammen", "We make our town together"),
    "summary": T(
        "Se, hvad der sker i Guldborgsund. Sig, hvad du synes. Vær med til at lave det.",
        "See what is going on in Guldborgsund. Say what you think. Help to make it.",
    ),
    "answer_what": T(
        "Tavlen for det, vi finder på sammen i Guldborgsund.",
        "The board for what we think up together in Guldborgsund.",
    ),
    "answer_join": T(
        "Ja, uanset alder. Du skal ikke logge ind.",
        "Yes, at any age. You need not sign in.",
    ),
    "answer_until": T(
        "Idéer til havnen: til og med {closes}.",
        "Ideas for the harbour: until {closes}.",
    ),
    "action_label": T("Kom med en idé", "Share an idea"),
    "action_page": Link("harbour-call"),
    "ways": [
        (
            "project",
            T("… sige, hvad jeg synes om havnen", "… say what I think about the harbour"),
            T(
                "Tre minutter. Uden login, med eller uden navn.",
                "Three minutes. No account, name or no name.",
            ),
            Link("harbour-call"),
            True,
        ),
        (
            "art",
            T("… lave noget sammen med naboerne", "… make something with the neighbours"),
            T(
                "Kom, som du er. Du behøver ikke kunne tegne.",
                "Come as you are. You need not be able to draw.",
            ),
            Link("art"),
            False,
        ),
        (
            "project",
            T("… se, hvad der er på vej", "… see what is on its way"),
            T(
                "Alle projekter med trin, datoer og svar.",
                "All projects with steps, dates and answers.",
            ),
            Link("projects"),
            False,
        ),
        (
            "sky",
            T("… tale med et menneske", "… talk to a person"),
            T("Ring, skriv eller kom forbi.", "Call, write or come by."),
            Link("ask"),
            False,
        ),
    ],
    "quiet_title": T("Ikke overskud lige nu?", "Not much to spare right now?"),
    "quiet_text": T(
        "Det er helt i orden. Du behøver ikke have en idé for at være her. Ring til os, eller lad "
        "en anden ringe for dig. Der er tid til en kop kaffe, og du bestemmer, hvad vi taler om.",
        "That is quite all right. You do not need an idea to be here. Call us, or let somebody "
        "call for you. There is time for a cup of coffee, and you decide what we talk about.",
    ),
    "quiet_page": Link("ask"),
    "quiet_action": T("Sådan får du fat i os", "How to reach us"),
}

START = {
    "title": HOME["title"],
    "summary": HOME["summary"],
    "answer_what": HOME["answer_what"],
    "answer_join": HOME["answer_join"],
    "answer_until": T("Hele året.", "All year round."),
    "action_label": T("", ""),
    "action_page": None,
    "ways": [],
    "quiet_title": T("", ""),
    "quiet_text": T("", ""),
    "quiet_page": None,
    "quiet_action": T("", ""),
}
