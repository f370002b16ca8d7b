"""What people have brought: ideas in every state, in their own words."""

from dataclasses import dataclass, field

from .words import T


@dataclass(frozen=True)
class Idea:
    """One idea: who sent it, how long ago, and what became of it."""

    title: str
    text: str
    by: str = ""
    place: str = ""
    email: str = ""
    language: str = "da"
    days_ago: int = 1
    state: str = "published"
    reason: str = ""
    photo: str = ""
    answers: tuple = field(default=())


HARBOUR = [
    Idea(
        "En badetrappe, så man kan komme op igen",
        "Vi vil gerne bade ved havnen. Der skal være en trappe, så man kan komme op igen, og en "
        "redningskrans, der ikke er låst inde. Vi har tegnet det. Ham med rødt tøj er vores "
        "pædagog, han kan ikke lide koldt vand.",
        by="4. klasse",
        place="Mellem kranen og siloerne",
        days_ago=22,
        photo="idea-swimming-steps",
        answers=(
            (
                "considered",
                18,
                T(
                    "Tak for tegningen. Den hænger hos os. Vi undersøger, om vandet er rent nok.",
                    "Thank you for the drawing. It hangs in our office. We are checking whether "
                    "the water is clean enough.",
                ),
            ),
            (
                "planned",
                5,
                T(
                    "En badetrappe kommer med i forslaget til den sydlige del. Redningskransen "
                    "bliver ikke låst inde.",
                    "Swimming steps will be part of the proposal for the southern part. The "
                    "lifebuoy will not be locked away.",
                ),
            ),
        ),
    ),
    Idea(
        "Bænke med ryglæn for hver hundrede meter",
        "1,4 kilometer er langt, når knæene driller. Min mand og jeg vil gerne gå hele vejen, men "
        "vi skal kunne sætte os. Og så skal der være armlæn, ellers kommer man ikke op igen.",
        by="beboer, 78 år",
        place="Langs hele kajen",
        days_ago=21,
        answers=(
            (
                "under_way",
                6,
                T(
                    "Vi prøver det af: Fire bænke med ryglæn og armlæn står nu på kajen. Kom og "
                    "sid på dem, og sig, hvad I mener.",
                    "We are trying it out: four benches with backs and armrests now stand on the "
                    "quay. Come and sit on them, and tell us what you think.",
                ),
            ),
        ),
    ),
    Idea(
        "Gem kranen",
        "Jeg kørte kranen i mange år. Den er ikke pæn, men den har løftet alt det, byen blev "
        "bygget af. Lad den stå. Lad børnene komme op i den sammen med en voksen. Jeg viser gerne "
        "rundt, så længe benene kan.",
        by="tidligere havnearbejder, 82 år",
        place="Den gamle kran",
        email="kranen@example.org",
        days_ago=19,
        answers=(
            (
                "considered",
                9,
                T(
                    "Kranen bliver stående, mens vi finder ud af, hvad det koster at sikre den. Vi "
                    "ringer til dig, hvis vi må: Vi vil gerne høre historierne.",
                    "The crane stays up while we find out what it costs to make it safe. We would "
                    "like to call you: we want to hear the stories.",
                ),
            ),
        ),
    ),
    Idea(
        "Skaterhal i en silo",
        "Når det regner, er der ingen steder at skate. Siloen er tør og høj, og larmen bliver "
        "derinde. Vi kan bygge ramperne selv, hvis vi får træ og én, der er god til at save.",
        by="to på 13 og 14 år",
        place="Den store silo",
        days_ago=17,
        photo="idea-skate-hall",
        answers=(
            (
                "considered",
                7,
                T(
                    "En silo skal først gøres sikker med dør og nødudgang. Vi tager idéen med i "
                    "snakken om, hvad siloerne skal bruges til.",
                    "A silo first has to be made safe, with a door and an emergency exit. We take "
                    "the idea into the talk about what the silos are to be used for.",
                ),
            ),
        ),
    ),
    Idea(
        "Signs we can all read",
        "My Danish is still small. Signs with pictures and a few simple words would help me find "
        "my way, and they would help tourists, and my son who is six and has just learned his "
        "letters.",
        by="new neighbour from Østerbro",
        place="Everywhere",
        language="en",
        days_ago=16,
        answers=(
            (
                "planned",
                4,
                T(
                    "God idé. Skiltene på havnen får billeder og korte ord på dansk og engelsk.",
                    "Good idea. The signs in the harbour will have pictures and short words in "
                    "Danish and English.",
                ),
            ),
        ),
    ),
    Idea(
        "Skraldespande, der ikke blæser omkuld",
        "Hver gang det stormer, ligger der pizzabakker i vandet. Sæt nogle tunge spande op ved "
        "roklubben. Så samler vi resten op på vores ryddedag.",
        by="roere fra Falster",
        place="Ved roklubben",
        email="roere@example.org",
        days_ago=20,
        answers=(
            (
                "done",
                3,
                T(
                    "Der står nu to tunge spande ved roklubben. Tak for ryddedagen.",
                    "Two heavy bins now stand by the rowing club. Thank you for the clean-up day.",
                ),
            ),
        ),
    ),
    Idea(
        "Parkering til 300 biler på kajen",
        "Hvis folk ikke kan parkere tæt på, kommer de ikke. Lav en stor plads helt ude ved vandet. "
        "Så er der også plads til campingvogne om sommeren.",
        by="bilist fra Lolland",
        place="Yderst på kajen",
        days_ago=18,
        answers=(
            (
                "declined",
                2,
                T(
                    "Det gør vi ikke. Kajen er smal, og den skal kunne holde vandet ude. Vi vil "
                    "gerne gøre det let at komme dertil, så vi ser på pladser længere inde og på "
                    "handicappladser tæt ved.",
                    "We will not do this. The quay is narrow, and it has to keep the water out. We "
                    "do want it to be easy to get there, so we are looking at spaces further "
                    "inland and at accessible spaces close by.",
                ),
            ),
        ),
    ),
    Idea(
        "Et stille hjørne",
        "Med ryggen fri og uden musik. Så kan jeg også være der.",
        place="Et sted med læ",
        days_ago=14,
        answers=(
            (
                "considered",
                4,
                T(
                    "Tak. Flere har skrevet det samme. Vi leder efter et sted med læ og sol om "
                    "eftermiddagen.",
                    "Thank you. Several people have written the same. We are looking for a "
                    "sheltered place with afternoon sun.",
                ),
            ),
        ),
    ),
    Idea(
        "Stjerner over sundet",
        "Lad lamperne være lave og gule, og sluk dem ud mod vandet. Så kan man se stjernerne midt "
        "i byen, og flagermusene får fred. Vi kommer gerne med en kikkert til alle.",
        by="stjernekiggere på Falster",
        place="Ud mod sundet",
        days_ago=12,
    ),
    Idea(
        "Sauna for winter swimmers",
        "We are about forty people who swim all winter, most of us over sixty. A small sauna with "
        "a big window would make the harbour alive in January too. We can run it ourselves and "
        "keep it clean.",
        by="winter swimmers, 40 of us",
        place="Close to the steps",
        language="en",
        email="winterswim@example.org",
        days_ago=11,
    ),
    Idea(
        "En vippe over vandet",
        "Den skal være så høj, at det kilder i maven, men ikke så høj, at min lillesøster græder.",
        by="dreng, 9 år",
        days_ago=9,
    ),
    Idea(
        "Langbord, hvor alle må sætte sig",
        "Ét bord på tyve meter under tag. Madpakker, lektier, skak og fællesspisning den første "
        "torsdag i måneden. Vi laver suppen, hvis kommunen laver bordet.",
        by="madfællesskab på Østerbro",
        place="I det gamle pakhus",
        days_ago=7,
    ),
    Idea(
        "Plads til kajakker",
        "Vi er 60 medlemmer og har ingen steder at lægge til. En lav bro og et stativ er nok. Så "
        "kan folk ro herfra til Lolland og få en is.",
        by="kajakfolk fra Nykøbing F.",
        place="I den sydlige ende",
        days_ago=5,
    ),
    Idea(
        "Træer, tak",
        "Der er ingen skygge om sommeren. Plant nogle, der kan lide salt.",
        days_ago=2,
        state="received",
    ),
    Idea(
        "Høreklubben vil gerne kunne høre",
        "Når der er møder på havnen, så husk teleslynge og en mikrofon. Vi er mange, der ellers "
        "går hjem.",
        by="gruppe for hørehæmmede",
        email="hoerelse@example.org",
        days_ago=1,
        state="received",
    ),
    Idea(
        "Fortæl historien på væggene",
        "Vi har billeder af havnen fra 1920 og frem. De kunne males stort på pakhusene, så man "
        "ser, hvem der har gået her før os.",
        by="lokalhistorisk forening",
        place="Pakhusene",
        email="historie@example.org",
        days_ago=1,
        state="received",
    ),
    Idea(
        "Vandlegeplads",
        "Pumper, render og mudder. Jeg har tre børn, og de vil hellere lege med vand end med "
        "gynger.",
        by="mor til tre",
        place="Bag diget",
        days_ago=0,
        state="received",
    ),
    Idea(
        "Min nabo skal væk fra havnen",
        "Det er altid den samme, der larmer med sin båd om natten. Alle ved, hvem det er.",
        days_ago=13,
        state="rejected",
        reason="Din tekst handler om en bestemt person, og det kan vi ikke vise. Skriv gerne igen "
        "om, hvad du ønsker dig, for eksempel ro om natten, uden at pege på nogen.",
    ),
    Idea(
        "Rutsjebane fra toppen af siloen",
        "Den skal ende i vandet.",
        by="6. klasse",
        days_ago=15,
        state="withdrawn",
    ),
    Idea(
        "Grill og bålplads",
        "Ring til mig, hvis I vil låne min store grill til åbningen.",
        by="grillmester, 51 år",
        place="Ved bålpladsen",
        days_ago=10,
        state="hidden",
        reason="Der stod et telefonnummer i idéen. Send den igen uden nummeret, så viser vi den "
        "gerne.",
    ),
]

NEIGHBOURHOOD = [
    Idea(
        "Højbede, hvor alle må plukke",
        "Vi vil have jordbær og solsikker og et hotel til bierne. Man må plukke, men kun ét "
        "jordbær ad gangen.",
        by="2. klasse",
        place="Foran skolen",
        days_ago=62,
        photo="idea-raised-bed",
        answers=(
            (
                "done",
                20,
                T(
                    "Det første højbed står der. Bierne er flyttet ind, og jordbærrene kommer til "
                    "sommer.",
                    "The first raised bed is up. The bees have moved in, and the strawberries will "
                    "come next summer.",
                ),
            ),
        ),
    ),
    Idea(
        "Bytte-bænken",
        "En bænk under æbletræet med en kasse ved siden af. Man lægger en bog eller et par vanter "
        "og tager noget andet med hjem. Man kan også bare sidde.",
        by="beboer, 71 år",
        place="Ved æbletræet",
        email="baenken@example.org",
        days_ago=48,
        photo="idea-swap-bench",
        answers=(
            (
                "under_way",
                12,
                T(
                    "Den blev valgt! Beboerne bygger kassen på værkstedet, og vi finder bænken.",
                    "It was chosen! The residents build the box at the workshop, and we find the "
                    "bench.",
                ),
            ),
        ),
    ),
    Idea(
        "Lektiehjælp med kakao",
        "Jeg var lærer i 40 år og savner støjen. Giv mig et lokale og en kande, så sidder jeg der "
        "hver onsdag.",
        by="pensioneret lærer",
        days_ago=30,
        answers=(
            (
                "planned",
                10,
                T(
                    "Tak for tilbuddet. Vi finder et lokale. Den, der er alene med børn under 15 "
                    "år, skal have en børneattest. Det hjælper vi med.",
                    "Thank you for the offer. We are finding a room. Anyone who is regularly with "
                    "children under 15 needs a child protection certificate. We help with that.",
                ),
            ),
        ),
    ),
    Idea(
        "A choir for people who cannot sing",
        "No notes, no concerts, no talent needed. Just an hour on Sundays, any language.",
        by="neighbour, 29",
        language="en",
        days_ago=15,
    ),
    Idea(
        "Hegn om plænen",
        "Så der ikke er nogen, der går på græsset.",
        days_ago=40,
        answers=(
            (
                "declined",
                25,
                T(
                    "Det gør vi ikke. Plænen er det eneste sted, de mindste kan løbe. Vi sår nyt "
                    "græs, hvor det er slidt.",
                    "We will not do this. The lawn is the only place where the little ones can "
                    "run. We will sow new grass where it is worn.",
                ),
            ),
        ),
    ),
    Idea(
        "Lys i tunnelen",
        "Jeg tør ikke cykle igennem den om vinteren. Der kunne være lys, der skifter farve.",
        by="pige, 12 år",
        place="Tunnelen",
        days_ago=1,
        state="received",
    ),
]
