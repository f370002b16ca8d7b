"""The list of projects, three projects and what has happened in them."""

from datetime import date

from .words import CLOSES, EXAMPLE, Day, Link, Shown, T

PROJECTS = {
    "title": T("Projekter", "Projects"),
    "slug": T("projekter", "projects"),
    "summary": T(
        "Her er det, vi er i gang med, og det, vi har lært. Hvert projekt fortæller, hvor langt vi "
        "er, og hvad du kan være med til. Siden viser eksempler.",
        "Here is what we are working on and what we have learned. Each project tells how far we "
        "have come and what you can take part in. This page shows examples.",
    ),
}

START = {
    **PROJECTS,
    "summary": T(
        "Her er det, vi er i gang med, og det, vi har lært. Hvert projekt fortæller, hvor langt vi "
        "er, og hvad du kan være med til.",
        "Here is what we are working on and what we have learned. Each project tells how far we "
        "have come and what you can take part in.",
    ),
}

ONE_PLAN = {
    "title": T("Én borger, én plan", "One citizen, one plan"),
    "slug": T("en-borger-en-plan", "one-citizen-one-plan"),
    "summary": T(
        "Nogle har flere sager i kommunen på én gang. De skal have én vej ind og én plan. Det har "
        "vi prøvet af sammen med borgere og familier.",
        "Some people have several cases with the municipality at once. They should have one way "
        "in and one plan. We tried it out together with citizens and families.",
    ),
    "picture": "one-plan",
    "answer_what": T(
        "Én vej ind for borgere og familier med flere sager på én gang.",
        "One way in for citizens and families with several cases at once.",
    ),
    "answer_join": T(
        "Forsøget er slut. Du kan læse, hvad vi lærte, og spørge.",
        "The pilot is over. You can read what we learned, and ask.",
    ),
    "answer_until": T(
        "Du kan altid spørge. Nu deler vi det, vi har lært.",
        "You can always ask. Now we share what we learned.",
    ),
    "state": "completed",
    "participation_level": "involve",
    "participation_promise": T(
        "Det, borgere og familier fortalte, var med til at forme forsøget. Kommunen satte rammen.",
        "What citizens and families told us helped to shape the pilot. The municipality set the "
        "frame.",
    ),
    "why": T(
        "<p>Nogle har brug for hjælp fra mange sider på én gang: job, skole, bolig og helbred. Så "
        "får de let mange møder, mange breve og mange planer.</p>"
        "<p>Vi ville give dem én vej ind. Målet er, at de kommer tættere på et liv, en uddannelse "
        "eller et job, som de selv styrer.</p>"
        "<p>Vi havde også et mål for os selv: en fast måde at arbejde sammen på, når en sag går på "
        "tværs af afdelinger.</p>",
        "<p>Some people need help from many sides at once: job, school, housing and health. They "
        "easily end up with many meetings, many letters and many plans.</p>"
        "<p>We wanted to give them one way in. The aim is that they come closer to a life, an "
        "education or a job that they run themselves.</p>"
        "<p>We also had an aim for ourselves: a common way of working together when a case crosses "
        "departments.</p>",
    ),
    "how": T(
        "<p>Først lyttede vi. Folk i lokalområdet delte det, de vidste.</p>"
        "<p>Så lærte medarbejdere at bruge designmetoder, hvor borgerne er med fra begyndelsen. De "
        "kaldes forandringsagenter. Metoden hedder <i>public interest design</i>.</p>"
        "<p>Derefter prøvede vi det af i lille skala. Det, der virker, breder vi ud.</p>",
        "<p>First we listened. Local people shared what they knew.</p>"
        "<p>Then staff learned design methods in which citizens take part from the very start. We "
        "call these colleagues change agents. The method is called <i>public interest "
        "design</i>.</p>"
        "<p>After that we tried it on a small scale. What works, we spread.</p>",
    ),
    "who": T(
        "<p>Borgere og familier først. Sammen med dem:</p>"
        "<ul><li>den boligsociale helhedsplan</li>"
        "<li>Østerbroskolen og Sophieskolen</li>"
        "<li>jobcenter, familier og børn, socialområdet og ungdommens uddannelsesvejledning</li>"
        "<li>kunstnere</li><li>frivillige i kvarteret</li></ul>",
        "<p>Citizens and families first. Together with them:</p>"
        "<ul><li>the social housing master plan</li>"
        "<li>Østerbro School and Sophie School</li>"
        "<li>employment services, children and families, social services and youth education "
        "guidance</li><li>artists</li><li>volunteers in the neighbourhood</li></ul>",
    ),
    "phases": [
        (
            T("Lytte", "Listen"),
            date(2023, 3, 1),
            date(2023, 10, 31),
            T("Vi samlede det, folk i området ved.", "We gathered what local people know."),
        ),
        (
            T("Lære", "Learn"),
            date(2023, 11, 1),
            date(2024, 5, 31),
            T(
                "Forandringsagenterne lærte nye metoder.",
                "The change agents learned new methods.",
            ),
        ),
        (
            T("Prøve af", "Try out"),
            date(2024, 6, 1),
            date(2025, 5, 31),
            T("Et forsøg i lille skala.", "A pilot on a small scale."),
        ),
        (
            T("Samle op", "Sum up"),
            date(2025, 6, 1),
            date(2025, 12, 31),
            T("Vi skrev ned, hvad vi lærte.", "We wrote down what we learned."),
        ),
    ],
    "body": [
        EXAMPLE,
        ("heading", T("Fra mange kontakter til én", "From many contacts to one")),
        (
            "steps",
            [
                {
                    "title": T("Du fortæller det én gang", "You tell it once"),
                    "text": T(
                        "Du og din familie fortæller, hvad der er vigtigst for jer.",
                        "You and your family say what matters most to you.",
                    ),
                },
                {
                    "title": T("Vi sætter os om samme bord", "We sit down at one table"),
                    "text": T(
                        "Skole, job og familieområdet taler med dig, ikke kun om dig.",
                        "School, job and family services talk with you, not just about you.",
                    ),
                },
                {
                    "title": T("Vi skriver én plan", "We write one plan"),
                    "text": T(
                        "Den er skrevet, så du selv kan bruge den.",
                        "It is written so that you can use it yourself.",
                    ),
                },
                {
                    "title": T("Du har én at ringe til", "You have one person to call"),
                    "text": T(
                        "Én, der kender det hele og kan se på tværs.",
                        "Someone who knows it all and sees across disciplines.",
                    ),
                },
            ],
        ),
        ("heading", T("Kunst var en vej ind", "Art was a way in")),
        (
            "text",
            T(
                "<p>I forsøget arbejdede kunstnere sammen med børn og unge. Det gav lyst til at "
                "lære. Det gav også mod og noget at være stolt af, som ikke handler om "
                "karakterer.</p>",
                "<p>In the pilot, artists worked with children and young people. It sparked the "
                "wish to learn. It also gave courage, and something to be proud of that is not "
                "about marks.</p>",
            ),
        ),
        (
            "gallery",
            [
                Shown("friends", T("»Os fire«, 4. klasse.", "“The four of us”, year 4.")),
                Shown("hands", T("»Vores hænder«, hele holdet.", "“Our hands”, the whole team.")),
                Shown(
                    "garden",
                    T("»Haven bag blokken«, 2. klasse.", "“The garden behind the block”, year 2."),
                ),
            ],
        ),
        (
            "questions",
            [
                {
                    "question": T("Kan jeg få én plan nu?", "Can I have one plan now?"),
                    "answer": T(
                        "<p>Forsøget er slut, så du kan ikke melde dig til det. Tal med den, du "
                        "allerede har kontakt med i kommunen. Eller spørg forandringsagenten, "
                        "hvor du kan begynde.</p>",
                        "<p>The pilot is over, so you cannot join it. Talk to the person you are "
                        "already in contact with. Or ask the Change Agent where to begin.</p>",
                    ),
                },
                {
                    "question": T("Hvad er Liveability?", "What is Liveability?"),
                    "answer": T(
                        "<p>Et samarbejde mellem seks byer ved Østersøen i 2023–2025. Byerne er "
                        "Kiel, Gdynia, Guldborgsund, Kolding, Pori og Riga. De lærte af hinanden, "
                        "hvordan man laver tilbud sammen med borgerne. Interreg Baltic Sea Region "
                        "støttede arbejdet.</p>",
                        "<p>Six cities around the Baltic Sea worked together in 2023–2025: Kiel, "
                        "Gdynia, Guldborgsund, Kolding, Pori and Riga. They learned from each "
                        "other how to design services with citizens. Interreg Baltic Sea Region "
                        "supported the work.</p>",
                    ),
                },
            ],
        ),
    ],
    "quote": T(
        "Før havde jeg mange at ringe til. Nu er der én, der kender hele historien.",
        "I used to have many people to call. Now there is one who knows the whole story.",
    ),
    "quote_by": T("Forælder, 34 år (eksempel)", "Parent, 34 (example)"),
    "lessons": [
        (
            T("Det tager tid at arbejde på tværs", "Working across disciplines takes time"),
            T(
                "Fagfolk har hver deres sprog. Det kræver kræfter at lære hinandens.",
                "Every profession has its own language. Learning each other's takes effort.",
            ),
        ),
        (
            T("Når folk er med for alvor, opstår der tillid", "Real involvement builds trust"),
            T(
                "De, der har været med til at forme noget, passer på det.",
                "People look after what they have helped to shape.",
            ),
        ),
        (
            T("Én kontakt er bedre end mange", "One contact is better than many"),
            T(
                "Én, der ser på tværs, kan se hele mennesket.",
                "Somebody who sees across disciplines can see the whole person.",
            ),
        ),
        (
            T("Det betaler sig at turde", "Daring pays off"),
            T(
                "Vi prøvede ting, der ikke virkede. Dem lærte vi også af.",
                "We tried things that did not work. We learned from those too.",
            ),
        ),
        (
            T("Kunst vækker nysgerrighed", "Art sparks curiosity"),
            T(
                "Børn og unge fik mere lyst, mere mod og nye evner.",
                "Children and young people gained drive, resilience and new skills.",
            ),
        ),
        (
            T(
                "At forme sit eget kvarter giver god energi",
                "Shaping your own area gives good energy",
            ),
            T(
                "Det smitter, når naboer laver noget sammen.",
                "It spreads when neighbours make something together.",
            ),
        ),
    ],
    "follow_up": T(
        "<ul><li>Erfaringerne skal ud i alle afdelinger.</li>"
        "<li>Unge skal mere med i demokratiet og i at forme de steder, hvor de bor.</li>"
        "<li>Metoden skal bruges, når havnen i Nykøbing F. forandrer sig.</li>"
        "<li>Kultur skal hjælpe flere til at stå stærkt sammen.</li></ul>",
        "<ul><li>The lessons are to reach all departments.</li>"
        "<li>Young people are to take more part in democracy and in shaping the places where they "
        "live.</li>"
        "<li>The method is to be used as the harbour in Nykøbing F. changes.</li>"
        "<li>Culture is to help more people stand strong together.</li></ul>",
    ),
    "contacts": ["change-agent", "project-lead"],
    "topics": ["help-and-support", "children-and-young"],
    "neighbourhoods": ["oesterbro", "whole-municipality"],
}

ART = {
    "title": T("Kunst og kultur i nabolaget", "Art and culture in the neighbourhood"),
    "slug": T("kunst-og-kultur-i-nabolaget", "art-and-culture-in-the-neighbourhood"),
    "summary": T(
        "Kunstnere, børn, unge og beboere gør kvarteret til et bedre sted at bo. Det, de laver "
        "på værkstederne, bliver vist frem som kunst.",
        "Artists, children, young people and residents make the neighbourhood a better place to "
        "live. What they make at the workshops is shown as works of art.",
    ),
    "picture": "art-neighbourhood",
    "answer_what": T(
        "Værksteder, hvor naboer og kunstnere former kvarteret.",
        "Workshops where neighbours and artists shape the area.",
    ),
    "answer_join": T(
        "Ja, alle aldre. Du behøver ikke kunne tegne.",
        "Yes, all ages. You need not be able to draw.",
    ),
    "answer_until": T(
        "Du kan sende idéer til kvarteret hele året.",
        "You can send ideas for the area all year round.",
    ),
    "state": "active",
    "participation_level": "codecide",
    "participation_promise": T(
        "De, der bor i kvarteret, vælger motiver og steder sammen med kunstneren. Ejeren af muren "
        "skal sige ja.",
        "Those who live in the area choose motifs and places together with the artist. The owner "
        "of the wall has to say yes.",
    ),
    "why": T(
        "<p>Et kvarter er mere end mure og veje. Det er også det, vi ser hver dag, og de "
        "mennesker, vi hilser på.</p>"
        "<p>Når man har malet en gavl sammen, kender man hinanden bagefter. Derfor begynder vi med "
        "kunst.</p>",
        "<p>A neighbourhood is more than walls and roads. It is also what we see every day and the "
        "people we greet.</p>"
        "<p>Once you have painted a gable together, you know each other. That is why we begin with "
        "art.</p>",
    ),
    "how": T(
        "<p>En kunstner og en gruppe naboer mødes på et værksted. De går en tur i kvarteret, "
        "tegner, klipper og bygger modeller.</p>"
        "<p>Så vælger de sammen, hvad der skal laves i stor størrelse. Alle, der har været med, "
        "bliver nævnt ved værket, som de selv ønsker.</p>",
        "<p>An artist and a group of neighbours meet at a workshop. They walk through the area, "
        "draw, cut and build models.</p>"
        "<p>Then they choose together what to make in full size. Everyone who took part is "
        "credited beside the work, in the way they wish.</p>",
    ),
    "who": T(
        "<ul><li>børn og unge fra skolerne</li><li>beboere i alle aldre</li><li>kunstnere</li>"
        "<li>foreninger i kvarteret</li><li>kulturkonsulenten, som holder trådene</li></ul>",
        "<ul><li>children and young people from the schools</li><li>residents of all ages</li>"
        "<li>artists</li><li>associations in the area</li>"
        "<li>the Culture Consultant, who holds the threads</li></ul>",
    ),
    "phases": [
        (
            T("Mødes", "Meet"),
            Day(-230),
            Day(-120),
            T("Vi lærte hinanden at kende.", "We got to know each other."),
        ),
        (
            T("Skabe", "Make"),
            Day(-119),
            Day(75),
            T(
                "Værksteder med saks, pensel og ler. Kom, som du er.",
                "Workshops with scissors, brush and clay. Come as you are.",
            ),
        ),
        (
            T("Vise frem", "Show"),
            Day(76),
            Day(150),
            T("Værkerne bliver hængt op i kvarteret.", "The works go up in the area."),
        ),
        (
            T("Passe på", "Look after"),
            Day(151),
            None,
            T("Vi aftaler sammen, hvem der gør hvad.", "Together we agree who does what."),
        ),
    ],
    "body": [
        EXAMPLE,
        ("heading", T("Set på værkstedet", "Seen at the workshop")),
        (
            "text",
            T(
                "<p>Her er noget af det, børn og voksne har lavet. Billederne er vist, som de er: "
                "Nogle er skæve, og det skal de være.</p>",
                "<p>Here is some of what children and grown-ups have made. The pictures are shown "
                "as they are: some are crooked, and so they should be.</p>",
            ),
        ),
        (
            "gallery",
            [
                Shown(
                    "fish",
                    T("»Fisken spiste en silo«, 2. klasse.", "“The fish ate a silo”, year 2."),
                ),
                Shown("silo", T("»Siloen ser dig«, 6. klasse.", "“The silo sees you”, year 6.")),
                Shown("gull", T("»Måge i regnvejr«, 4. klasse.", "“Gull in the rain”, year 4.")),
                Shown(
                    "crane",
                    T("»Kranen har fri«, dreng, 8 år.", "“The crane has the day off”, boy, 8."),
                ),
                Shown(
                    "bridge",
                    T("»Broen om natten«, beboer, 66 år.", "“The bridge at night”, resident, 66."),
                ),
                Shown("beet", T("»Glad roe«, pige, 6 år.", "“Happy beet”, girl, 6.")),
            ],
        ),
        (
            "quote",
            {
                "text": T(
                    "Jeg kom for at følge mit barnebarn. Nu er det mig, der ikke vil hjem.",
                    "I came to bring my grandchild. Now I am the one who does not want to go home.",
                ),
                "by": T("Beboer, 71 år (eksempel)", "Resident, 71 (example)"),
            },
        ),
        ("heading", T("Gavlen", "The gable")),
        (
            "image",
            Shown(
                "gable",
                T(
                    "Skitse til gavlen. Værket er tegnet af beboere og en kunstner sammen.",
                    "Sketch for the gable. The work is drawn by residents and an artist together.",
                ),
            ),
        ),
        (
            "questions",
            [
                {
                    "question": T("Koster det noget?", "Does it cost anything?"),
                    "answer": T(
                        "<p>Nej. Papir, maling og kaffe er med.</p>",
                        "<p>No. Paper, paint and coffee are included.</p>",
                    ),
                },
                {
                    "question": T(
                        "Skal børn have en voksen med?", "Must children bring a grown-up?"
                    ),
                    "answer": T(
                        "<p>Børn under 10 år skal have en voksen med. Større børn kan komme "
                        "alene.</p>",
                        "<p>Children under 10 need a grown-up with them. Older children can come "
                        "on their own.</p>",
                    ),
                },
                {
                    "question": T("Hvem ejer kunsten?", "Who owns the art?"),
                    "answer": T(
                        "<p>Den, der har lavet værket, har altid ret til at blive nævnt. Vi "
                        "spørger om lov, før vi viser eller trykker et billede.</p>",
                        "<p>Whoever made the work always has the right to be named. We ask before "
                        "we show or print a picture.</p>",
                    ),
                },
            ],
        ),
        (
            "button",
            {
                "text": T("Kom med en idé til kvarteret", "Share an idea for the area"),
                "page": Link("art-call"),
            },
        ),
    ],
    "quote": T(
        "Pludselig var det vores mur. Nu går jeg en omvej for at se den.",
        "Suddenly it was our wall. Now I take a detour to see it.",
    ),
    "quote_by": T("Elev, 12 år (eksempel)", "Pupil, 12 (example)"),
    "lessons": [
        (
            T("Begynd med hænderne", "Begin with the hands"),
            T(
                "Det er lettere at tale sammen, når man klipper imens.",
                "Talking is easier while you are cutting paper.",
            ),
        ),
        (
            T("Børn tager voksne med", "Children bring the grown-ups"),
            T(
                "Når et barn viser sin tegning, kommer familien for at se den.",
                "When a child shows a drawing, the family comes to see it.",
            ),
        ),
    ],
    "follow_up": T(
        "<p>Værkerne bliver i kvarteret. Kulturkonsulenten hjælper gerne andre kvarterer i "
        "gang.</p>",
        "<p>The works stay in the area. The Culture Consultant is happy to help other "
        "neighbourhoods get started.</p>",
    ),
    "contacts": ["culture-consultant"],
    "topics": ["art-and-culture", "children-and-young", "neighbours"],
    "neighbourhoods": ["oesterbro"],
}

HARBOUR = {
    "title": T("Havnen i Nykøbing\u00a0F.", "The harbour in Nykøbing\u00a0F."),
    "slug": T("havnen", "the-harbour"),
    "summary": T(
        "Den gamle industrihavn åbner sig mod sundet. Det sker i etaper over 10–15 år, og du kan "
        "være med i hver af dem.",
        "The old industrial harbour opens towards the strait. It happens in stages over 10 to 15 "
        "years, and you can take part in each of them.",
    ),
    "picture": "harbour",
    "answer_what": T(
        "1,4 kilometer kaj bliver til en ny del af byen.",
        "1.4 kilometres of quay become a new part of town.",
    ),
    "answer_join": T(
        "Ja. Lige nu samler vi idéer til den sydlige del.",
        "Yes. Right now we gather ideas for the southern part.",
    ),
    "answer_until": T("Idéer til og med {closes}.", "Ideas until {closes}."),
    "state": "active",
    "participation_level": "involve",
    "participation_promise": T(
        "Vi læser alle idéer og svarer på dem, før der bliver tegnet en lokalplan. Byrådet "
        "beslutter til sidst.",
        "We read and answer all ideas before a local plan is drawn up. The city council decides "
        "in the end.",
    ),
    "why": T(
        "<p>Havnen blev bygget til skibe, korn og maskiner. I mange år var der hegn om den. Nu kan "
        "byen komme helt ned til vandet igen.</p>"
        "<p>Vandet i sundet stiger også. Derfor skal kajen både være rar at være på og holde "
        "vandet ude, når det stormer.</p>",
        "<p>The harbour was built for ships, grain and machines. For many years there was a fence "
        "around it. Now the town can come right down to the water again.</p>"
        "<p>The water in the strait is rising too. So the quay has to be good to be on, and keep "
        "the water out when it storms.</p>",
    ),
    "how": T(
        "<p>Havnen bliver ikke lavet om på én gang. Vi tager én etape ad gangen. Den første er en "
        "lokalplan for den sydlige del.</p>"
        "<p>Her kommer boliger og steder, der er for alle. Gamle siloer og pakhuse bliver brugt "
        "igen. Sikring mod højvande bliver en del af landskabet.</p>"
        "<p>Hver etape kommer i høring. Du kan altid svare på papir eller pr. telefon.</p>",
        "<p>The harbour is not changed all at once. We take one stage at a time. The first is a "
        "local plan for the southern part.</p>"
        "<p>There will be homes and places for everyone. Old silos and warehouses are used again. "
        "Flood protection becomes part of the landscape.</p>"
        "<p>Each stage has its own consultation. You can always answer on paper or by "
        "telephone.</p>",
    ),
    "who": T(
        "<p>Alle, der bor, arbejder eller går tur ved havnen. Foreninger, skoler og "
        "virksomheder.</p>"
        "<p>Projektlederen samler det hele. Byrådet beslutter planerne.</p>",
        "<p>Everyone who lives, works or takes a walk by the harbour. Associations, schools and "
        "businesses.</p>"
        "<p>The Project Lead brings it all together. The city council decides on the plans.</p>",
    ),
    "phases": [
        (
            T("Lytte", "Listen"),
            Day(-160),
            Day(-25),
            T("Vi gik ture på kajen og spurgte.", "We walked the quay and asked."),
        ),
        (
            T("Få idéer", "Gather ideas"),
            Day(-24),
            CLOSES,
            T(
                "Send din idé til den sydlige del. Stor eller lille.",
                "Send your idea for the southern part. Big or small.",
            ),
        ),
        (
            T("Tegne", "Draw"),
            Day(44),
            Day(190),
            T(
                "Vi tegner et forslag og svarer på alle idéer.",
                "We draw a proposal and answer all ideas.",
            ),
        ),
        (
            T("Høring", "Consult"),
            Day(191),
            Day(250),
            T(
                "Forslaget til lokalplan kommer i høring.",
                "The proposed local plan goes out for consultation.",
            ),
        ),
        (
            T("Bygge", "Build"),
            Day(420),
            None,
            T("Byrådet skal sige ja først.", "The city council has to say yes first."),
        ),
    ],
    "body": [
        EXAMPLE,
        ("heading", T("Kort om havnen", "The harbour in brief")),
        (
            "facts",
            [
                {
                    "label": T("Hvor", "Where"),
                    "value": T(
                        "Ved sundet Guldborgsund, midt i Nykøbing F.",
                        "By the strait Guldborgsund, in the middle of Nykøbing F.",
                    ),
                },
                {
                    "label": T("Hvor langt", "How long"),
                    "value": T("1,4 kilometer kaj", "1.4 kilometres of quay"),
                },
                {
                    "label": T("Hvor længe", "How many years"),
                    "value": T("10–15 år, i etaper", "10 to 15 years, in stages"),
                },
                {
                    "label": T("Først", "First"),
                    "value": T(
                        "En lokalplan for den sydlige del", "A local plan for the southern part"
                    ),
                },
            ],
        ),
        (
            "image",
            Shown(
                "harbour-plan",
                T(
                    "Kajen set fra oven. Tegningen er et eksempel og ikke en plan.",
                    "The quay from above. The drawing is an example, not a plan.",
                ),
            ),
        ),
        (
            "questions",
            [
                {
                    "question": T("Er det ikke allerede besluttet?", "Is it not decided already?"),
                    "answer": T(
                        "<p>Nej. Det er besluttet, at havnen skal forandre sig. Hvordan den "
                        "sydlige del skal se ud, er ikke tegnet endnu.</p>",
                        "<p>No. It is decided that the harbour will change. What the southern part "
                        "should look like has not been drawn yet.</p>",
                    ),
                },
                {
                    "question": T("Hvad er en lokalplan?", "What is a local plan?"),
                    "answer": T(
                        "<p>Det er de regler, der gælder for ét bestemt område: hvor højt man må "
                        "bygge, hvad husene må bruges til, og hvor der skal være grønt. Alle kan "
                        "sige deres mening, før byrådet vedtager den.</p>",
                        "<p>It is the set of rules for one particular area: how high one may "
                        "build, what buildings may be used for, and where there must be green. "
                        "Everybody can have their say before the city council adopts it.</p>",
                    ),
                },
                {
                    "question": T(
                        "Kan jeg svare uden computer?", "Can I answer without a computer?"
                    ),
                    "answer": T(
                        '<p>Ja. <a data-page="ask">Ring eller skriv til os</a>. Så skriver vi din '
                        "idé ind, og du får den samme kvittering.</p>",
                        '<p>Yes. <a data-page="ask">Call or write to us</a>. We will write down '
                        "your "
                        "idea, and you get the same receipt.</p>",
                    ),
                },
            ],
        ),
    ],
    "quote": T(
        "Som barn måtte vi ikke gå derned. Nu glæder jeg mig til at tage mine børnebørn med.",
        "As children we were not allowed down there. Now I look forward to taking my "
        "grandchildren.",
    ),
    "quote_by": T("Beboer, 68 år (eksempel)", "Resident, 68 (example)"),
    "lessons": [
        (
            T("Spørg, før der er tegnet noget", "Ask before anything is drawn"),
            T(
                "Folk siger mere, når der stadig er plads til at ændre.",
                "People say more while there is still room for change.",
            ),
        ),
    ],
    "follow_up": T(
        "<p>Når fristen er gået, samler vi alle idéer i én oversigt med et svar til hver. Den "
        "bliver lagt på denne side.</p>",
        "<p>After the deadline we gather all ideas in one overview, with an answer to each. It "
        "will be put on this page.</p>",
    ),
    "contacts": ["project-lead", "culture-consultant"],
    "topics": ["harbour-and-water", "neighbours"],
    "neighbourhoods": ["harbour"],
}

HARBOUR_UPDATES = {
    "update-halfway": {
        "title": T("Det har I skrevet indtil nu", "What you have written so far"),
        "slug": T("det-har-i-skrevet", "what-you-have-written"),
        "summary": T(
            "Bænke, bad og stilhed. Det er tre af de ting, I ønsker jer mest på havnen.",
            "Benches, bathing and quiet. Those are three of the things you wish for most.",
        ),
        "picture": "notes-on-a-line",
        "date": Day(-4),
        "body": [
            EXAMPLE,
            (
                "text",
                T(
                    "<p>Vi har læst alle de idéer, der er kommet. Nogle fylder en hel side. Andre "
                    "er en tegning og tre ord. Vi læser dem alle lige grundigt.</p>"
                    "<p>Der er tre ting, som går igen:</p>"
                    "<ul><li><b>Et sted at sidde.</b> Mange vil gerne gå hele turen, hvis de kan "
                    "hvile undervejs.</li><li><b>Et sted at bade.</b> Især børnene skriver om "
                    "det.</li><li><b>Et sted med ro.</b> Ikke alle vil have musik og "
                    "kaffe.</li></ul>",
                    "<p>We have read all the ideas that have come in. Some fill a whole page. "
                    "Others are a drawing and three words. We read them all with the same care.</p>"
                    "<p>Three things come up again and again:</p>"
                    "<ul><li><b>A place to sit.</b> Many would like to walk all the way if they "
                    "can rest on the way.</li><li><b>A place to bathe.</b> The children above all "
                    "write about it.</li><li><b>A place that is quiet.</b> Not everyone wants "
                    "music and coffee.</li></ul>",
                ),
            ),
            (
                "quote",
                {
                    "text": T(
                        "1,4 kilometer er langt, når knæene driller.",
                        "1.4 kilometres is a long way when your knees play up.",
                    ),
                    "by": T("Beboer, 78 år", "Resident, 78"),
                },
            ),
            (
                "text",
                T(
                    "<p>Mangler der noget? Du kan sende din idé til og med {closes}.</p>",
                    "<p>Is anything missing? You can send your idea until {closes}.</p>",
                ),
            ),
            (
                "button",
                {"text": T("Læs alle idéerne", "Read all the ideas"), "page": Link("harbour-call")},
            ),
        ],
    },
    "update-dike": {
        "title": T("Vandet er med på tegnebrættet", "The water is on the drawing board"),
        "slug": T("vandet-er-med", "the-water"),
        "summary": T(
            "Havnen skal kunne holde til højvande. Det kan blive til en bakke, man har lyst til at "
            "sidde på.",
            "The harbour must withstand high water. That can become a hill you feel like "
            "sitting on.",
        ),
        "picture": "dike",
        "date": Day(-13),
        "body": [
            EXAMPLE,
            (
                "text",
                T(
                    "<p>Når det stormer, kan vandet i sundet stige. En høj mur ville holde det "
                    "ude. Men den ville også tage udsigten.</p>"
                    "<p>Derfor skal sikringen bygges ind i landskabet. Det kan være et grønt dige "
                    "med trin at sidde på. Det kan være en sti, der ligger lidt højere. Eller en "
                    "have, der kan tåle at blive våd.</p>",
                    "<p>When it storms, the water in the strait can rise. A high wall would keep "
                    "it out. But it would also take the view.</p>"
                    "<p>So the protection is to be built into the landscape. It can be a green "
                    "dike with steps to sit on. It can be a path that lies a little higher. Or a "
                    "garden that can stand getting wet.</p>",
                ),
            ),
            (
                "note",
                T(
                    "<p>Har du oplevet højvande på havnen? Fortæl os, hvor vandet stod. Det kan vi "
                    "bruge.</p>",
                    "<p>Have you seen high water in the harbour? Tell us how far it came. We can "
                    "use that.</p>",
                ),
            ),
            (
                "button",
                {"text": T("Fortæl os om det", "Tell us about it"), "page": Link("harbour-call")},
            ),
        ],
    },
    "update-walk": {
        "title": T("Vi gik en tur på kajen", "We took a walk on the quay"),
        "slug": T("vi-gik-en-tur", "a-walk-on-the-quay"),
        "summary": T(
            "Store og små gik hele kajen igennem og satte flag, hvor der mangler noget.",
            "People big and small walked the whole quay and put up flags where something is "
            "missing.",
        ),
        "picture": "quay-walk",
        "date": Day(-21),
        "body": [
            EXAMPLE,
            (
                "text",
                T(
                    "<p>Det blæste, og der var kaffe i termokander. En 4. klasse gik forrest. De "
                    "havde flag med i tre farver: rød for »farligt«, gul for »kedeligt« og grøn "
                    "for »her vil jeg være«.</p>"
                    "<p>De fleste grønne flag stod ved den gamle kran. De fleste gule stod langs "
                    "hegnet.</p>",
                    "<p>It was windy, and there was coffee in flasks. A year 4 class walked in "
                    "front. They had flags in three colours: red for “dangerous”, yellow for "
                    "“boring” and green for “here I want to be”.</p>"
                    "<p>Most of the green flags stood by the old crane. Most of the yellow ones "
                    "stood along the fence.</p>",
                ),
            ),
            (
                "said_done",
                [
                    {
                        "said": T("Der er ingen steder at sidde.", "There is nowhere to sit."),
                        "done": T(
                            "Fire bænke med ryglæn står nu på kajen til en prøve.",
                            "Four benches with backs now stand on the quay as a trial.",
                        ),
                        "was_done": True,
                    },
                    {
                        "said": T(
                            "Tag hegnet ned med det samme.", "Take the fence down right away."
                        ),
                        "done": T(
                            "Det kan vi ikke endnu. Der er huller i kajen, som skal laves først.",
                            "We cannot do that yet. There are holes in the quay that have to be "
                            "mended first.",
                        ),
                        "was_done": False,
                    },
                ],
            ),
            (
                "steps",
                [
                    {
                        "title": T("Vi har tegnet flagene ind", "We have mapped the flags"),
                        "text": T(
                            "De ligger på et kort hos projektlederen.",
                            "The Project Lead keeps the map.",
                        ),
                    },
                    {
                        "title": T("Kortet bliver brugt", "The map will be used"),
                        "text": T(
                            "De, der skal tegne den sydlige del, får det med fra start.",
                            "Those who draw the southern part get it from the start.",
                        ),
                    },
                ],
            ),
        ],
    },
}

ART_UPDATES = {
    "update-gable": {
        "title": T("Gavlen har fået øjne", "The gable has eyes"),
        "slug": T("gavlen-har-faaet-oejne", "the-gable-has-eyes"),
        "summary": T(
            "Naboerne valgte fisken. Nu er den første farve på muren.",
            "The neighbours chose the fish. Now the first colour is on the wall.",
        ),
        "picture": "gable",
        "date": Day(-9),
        "body": [
            EXAMPLE,
            (
                "text",
                T(
                    "<p>Der lå 31 skitser på bordet. Alle måtte pege på tre. Fisken fik flest "
                    "fingre.</p>"
                    "<p>Den er tegnet af en 2. klasse og gjort stor af en kunstner. Beboerne "
                    "blander selv farverne.</p>",
                    "<p>There were 31 sketches on the table. Everybody could point at three. The "
                    "fish got the most fingers.</p>"
                    "<p>It was drawn by a year 2 class and made big by an artist. The residents "
                    "mix the colours themselves.</p>",
                ),
            ),
            (
                "image",
                Shown(
                    "workshop",
                    T(
                        "Fra værkstedet: saks, papir og god tid.",
                        "From the workshop: scissors, paper and plenty of time.",
                    ),
                ),
            ),
        ],
    },
}
