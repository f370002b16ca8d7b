"""What people have brought: ideas in every state, in their own words."""

from .said import Appeal, Comment, Idea, Report
from .words import T

HARBOUR = [
    Idea(
        "En badetrappe, så man kan komme op igen",
        "Vi vil gerne bade ved havnen. Der skal være en trappe, så man kan komme op igen, og en "
        "redningskrans, der ikke er låst inde. Vi har tegnet det. Ham med rødt tøj er vores "
        "pædagog, han kan ikke lide koldt vand.",
        by="4. klasse",
        place="Ved den gamle kran",
        days_ago=22,
        photo="idea-swimming-steps",
        asked=(0, 0, "skole"),
        topics=("harbour-and-water", "children-and-young"),
        supports=41,
        comments=(
            Comment(
                "Husk et gelænder, man kan holde fast i med våde fingre.",
                by="svømmelærer",
                days_ago=20,
            ),
            Comment(
                "Yes, please! And a place to leave my shoes that is not the ground.",
                by="winter swimmer",
                language="en",
                days_ago=17,
            ),
            Comment(
                "Min mor siger, at strømmen er stærk lige der. Kan I ikke måle den først?",
                by="pige, 11 år",
                days_ago=15,
            ),
            Comment(
                "Så tager jeg badebukserne med, når jeg henter børnebørnene.",
                by="farfar, 69 år",
                days_ago=1,
                state="received",
            ),
        ),
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
        asked=(2, 2, ""),
        topics=("harbour-and-water", "neighbours"),
        supports=36,
        comments=(
            Comment(
                "Vi er flere fra seniorklubben, der har prøvet dem. Armlænet er godt. Sædet må "
                "gerne være fem centimeter højere.",
                by="seniorklub, 14 deltagere",
                days_ago=4,
            ),
            Comment("Tak. Nu kan min mor gå med helt ud.", days_ago=3),
        ),
        notes=(
            (
                "Talt med vejafdelingen: Der er penge til seks bænke mere i år.",
                5,
            ),
        ),
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
        "rundt, så længe benene kan. Jeg bor i nummer 3, hvis I vil se billederne.",
        by="tidligere havnearbejder, 82 år",
        place="Ved den gamle kran",
        email="kranen@example.org",
        days_ago=19,
        asked=(2, 1, "avis"),
        topics=("harbour-and-water", "art-and-culture"),
        supports=28,
        blanks=("Jeg bor i nummer 3, hvis I vil se billederne.",),
        comments=(
            Comment(
                "Jeg kan huske lyden af den. Den vækkede hele gaden klokken seks.",
                by="nabo til havnen, 64 år",
                days_ago=12,
            ),
        ),
        notes=(("Ringet til afsenderen. Han kommer gerne og fortæller i uge 34.", 8),),
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
        place="I siloerne",
        days_ago=17,
        photo="idea-skate-hall",
        asked=(2, 0, "skole"),
        topics=("children-and-young",),
        supports=33,
        comments=(
            Comment(
                "Jeg er tømrer og har en sav. Skriv til kommunen, så kommer jeg en lørdag.",
                by="tømrer, 38 år",
                days_ago=13,
            ),
            Comment("Kan man også køre på løbehjul?", by="dreng, 10 år", days_ago=9),
        ),
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
        asked=(2, 1, "library"),
        topics=("neighbours",),
        supports=17,
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
        asked=(2, 0, ""),
        topics=("harbour-and-water",),
        supports=12,
        comments=(
            Comment(
                "Det virker! Efter stormen i søndags lå der ikke en eneste pizzabakke.",
                by="hundeejer",
                days_ago=2,
            ),
        ),
        answers=(
            (
                "planned",
                12,
                T(
                    "Ja. Vi har bestilt to spande, der vejer mere end en båd.",
                    "Yes. We have ordered two bins that weigh more than a boat.",
                ),
            ),
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
        place="Langs hele kajen",
        days_ago=18,
        asked=(0, 2, ""),
        topics=("harbour-and-water",),
        supports=4,
        comments=(
            Comment(
                "Jeg går dårligt og kan ikke komme derned uden bil. Glem ikke os.",
                by="beboer, 73 år",
                days_ago=11,
            ),
        ),
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
        asked=(2, 1, ""),
        supports=15,
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
        asked=(1, 0, "bibliotek"),
        topics=("harbour-and-water", "art-and-culture"),
        supports=22,
        attachment="lamp",
    ),
    Idea(
        "Sauna for winter swimmers",
        "We are about forty people who swim all winter, most of us over sixty. A small sauna with "
        "a big window would make the harbour alive in January too. We can run it ourselves and "
        "keep it clean. Write to winterswim@example.org if you want to try.",
        by="winter swimmers, 40 of us",
        place="Close to the steps",
        language="en",
        email="winterswim@example.org",
        days_ago=11,
        asked=(1, 0, ""),
        topics=("harbour-and-water", "neighbours"),
        supports=26,
        blanks=("winterswim@example.org",),
        comments=(
            Comment(
                "Vil I lade os andre prøve en søndag? Jeg har aldrig turdet alene.",
                by="nabo, 44 år",
                days_ago=6,
            ),
        ),
    ),
    Idea(
        "En vippe over vandet",
        "Den skal være så høj, at det kilder i maven, men ikke så høj, at min lillesøster græder.",
        by="dreng, 9 år",
        days_ago=9,
        asked=(0, 1, ""),
        topics=("children-and-young",),
        supports=19,
    ),
    Idea(
        "Langbord, hvor alle må sætte sig",
        "Ét bord på tyve meter under tag. Madpakker, lektier, skak og fællesspisning den første "
        "torsdag i måneden. Vi laver suppen, hvis kommunen laver bordet.",
        by="madfællesskab på Østerbro",
        place="I pakhusene",
        days_ago=7,
        asked=(2, 0, "bibliotek"),
        topics=("neighbours",),
        supports=14,
    ),
    Idea(
        "Plads til kajakker",
        "Vi er 60 medlemmer og har ingen steder at lægge til. En lav bro og et stativ er nok. Så "
        "kan folk ro herfra til Lolland og få en is.",
        by="kajakfolk fra Nykøbing F.",
        place="I den sydlige ende",
        days_ago=5,
        asked=(0, 0, ""),
        topics=("harbour-and-water",),
        supports=8,
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
        place="I pakhusene",
        email="historie@example.org",
        days_ago=1,
        state="received",
        asked=(2, 0, "avis"),
        notes=(
            ("Hvem har rettighederne til billederne? Jeg spørger foreningen, før vi svarer.", 0),
        ),
    ),
    Idea(
        "Vandlegeplads",
        "Pumper, render og mudder. Jeg har tre børn, og de vil hellere lege med vand end med "
        "gynger.",
        by="mor til tre",
        place="Bag diget",
        days_ago=0,
        state="received",
        asked=(0, 1, ""),
    ),
    Idea(
        "Min nabo skal væk fra havnen",
        "Det er altid den samme, der larmer med sin båd om natten. Alle ved, hvem det er.",
        days_ago=13,
        state="rejected",
        reason="Din tekst handler om en bestemt person, og det kan vi ikke vise. Skriv gerne igen "
        "om, hvad du ønsker dig, for eksempel ro om natten, uden at pege på nogen.",
        template="Sårende ord",
        appeal=Appeal(
            "Jeg har ikke skrevet, hvem det er. Det handler om støj, og den er der hver nat. Vil "
            "en anden læse det igen?"
        ),
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
        "Der mangler et sted, hvor man må tænde bål. Det skal ligge langt fra hækkene. Manden i "
        "nummer 12 brændte sin af sidste sommer, det ved alle.",
        by="grillmester, 51 år",
        place="Bag diget",
        days_ago=10,
        state="hidden",
        reason="Der står noget om en nabo, som andre kan kende. Send idéen igen uden den sætning, "
        "så viser vi den gerne.",
        report=Report(
            "personal", "Det er mig, han skriver om. Jeg vil ikke have, at alle læser det.", 7
        ),
    ),
    Idea(
        "Flere steder at sidde",
        "Jeg går tur med min far hver dag. Han kan gå langt, hvis han må holde pause. Sæt nogle "
        "bænke op, gerne med læ.",
        by="datter, 47 år",
        place="Langs hele kajen",
        days_ago=18,
        supports=9,
        joins="Bænke med ryglæn for hver hundrede meter",
    ),
    Idea(
        "Ingen musik efter klokken 22",
        "Folk, der spiller højt på havnen om aftenen, er nogle tosser. Sæt et skilt op.",
        by="beboer, 58 år",
        place="Langs hele kajen",
        days_ago=8,
        supports=6,
        report=Report(
            "hurtful", "Vi er ikke tosser. Vi er unge og har ingen andre steder.", 2, True
        ),
    ),
    Idea(
        "Udlej redskaber fra pakhuset",
        "Tænk, hvis man kunne låne en kajak, et net og en redningsvest lige ved vandet. Vi har en "
        "butik med den slags og vil gerne vise, hvordan man gør.",
        by="butik i gågaden",
        place="I pakhusene",
        days_ago=12,
        supports=5,
        reason="Det, du har skrevet, er mest reklame for et firma.",
        template="Reklame",
        appeal=Appeal(
            "Vi vil ikke sælge noget. Vi vil låne ud, gratis, om lørdagen.",
            "Du har ret. Vi læste det for hurtigt. Idéen er god, og nu står den på tavlen.",
        ),
    ),
    Idea(
        "Torvedag på kajen",
        "Vi er lige flyttet hertil og savner et torv med ost, blomster og snak. Vi kan hjælpe med "
        "at stille boder op. Ring på +44 7700 900123, vi har beholdt vores gamle nummer.",
        by="to nye naboer",
        place="Langs hele kajen",
        days_ago=3,
        state="received",
        asked=(0, 0, "plakat"),
    ),
    Idea(
        "Der lugter ved kloakken",
        "Den sidste rist før roklubben lugter, når det er varmt. Jeg vil ikke have mit navn på "
        "tavlen for det, men nogen bør se på den.",
        by="roer",
        place="Ved roklubben",
        email="lugt@example.org",
        days_ago=4,
        state="received",
        administration_only=True,
        notes=(("Sendt videre til forsyningen. Vi svarer, når de har været der.", 2),),
    ),
    Idea(
        "Best prices on sunglasses",
        "Cheap cheap! https://example.org/one https://example.org/two https://example.org/three",
        language="en",
        days_ago=2,
        state="received",
        suspicion=("links", "too_fast"),
    ),
    Idea(
        "Færge til Lolland hver time",
        "Der er langt rundt om vandet på cykel. En lille båd hver time, så er vi én by. Den skal "
        "også sejle til Kiel, og der skal være casino om bord.",
        by="cyklist, 33 år",
        days_ago=6,
        state="rejected",
        reason="Tak, fordi du skriver. Det handler om noget andet end det, vi spørger om her.",
        template="Handler om noget andet",
    ),
]

YOUNG = [
    Idea(
        "Et sted, der er åbent, når alt andet er lukket",
        "Vi sidder på trapperne ved stationen, fordi der ikke er andet. Giv os et tag, en "
        "stikkontakt og lys. Vi rydder op efter os selv.",
        place="Under halvtaget ved pakhuset",
        age_band="15-17",
        days_ago=8,
        supports=24,
        topics=("children-and-young",),
        asked=(1,),
        answers=(
            (
                "considered",
                3,
                T(
                    "Vi kommer ned og ser på halvtaget sammen med jer på torsdag klokken 16.",
                    "We are coming to look at the shelter with you on Thursday at 16:00.",
                ),
            ),
        ),
    ),
    Idea(
        "Lad os male hegnet",
        "Det grå hegn er 80 meter. Vi er mange, der tegner. Skift det ud hvert år, så alle når "
        "det.",
        place="Ved hegnet",
        age_band="0-14",
        days_ago=7,
        supports=18,
        topics=("children-and-young", "art-and-culture"),
        asked=(0,),
    ),
    Idea(
        "A basketball hoop",
        "One hoop is enough. I do not know the language well yet, but I know the game.",
        place="On the open quay",
        language="en",
        age_band="15-17",
        days_ago=5,
        supports=15,
        topics=("children-and-young",),
        asked=(0,),
    ),
    Idea(
        "Vær med til at bestemme farverne",
        "De voksne vælger altid grå. Lad os stemme om farven på bænkene.",
        age_band="0-14",
        days_ago=1,
        state="received",
        asked=(0,),
    ),
]

NEIGHBOURHOOD = [
    Idea(
        "Højbede, hvor alle må plukke",
        "Vi vil have jordbær og solsikker og et hotel til bierne. Man må plukke, men kun ét "
        "jordbær ad gangen.",
        by="2. klasse",
        place="Ved skolen",
        days_ago=62,
        photo="idea-raised-bed",
        topics=("children-and-young", "neighbours"),
        supports=23,
        comments=(
            Comment("Jeg har taget ét jordbær. Kun ét.", by="nabo, 66 år", days_ago=18),
            Comment(
                "Vi vander i sommerferien, hvis nogen viser os hanen.",
                by="familie fra nummer 8",
                days_ago=16,
            ),
        ),
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
        topics=("neighbours",),
        supports=16,
        comments=(
            Comment("I found a Danish cookbook there. Thank you!", language="en", days_ago=5),
        ),
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
        topics=("children-and-young", "neighbours"),
        supports=11,
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
        topics=("art-and-culture",),
        supports=13,
    ),
    Idea(
        "Hegn om plænen",
        "Så der ikke er nogen, der går på græsset.",
        days_ago=40,
        place="På plænen",
        supports=2,
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
        place="I tunnelen",
        days_ago=1,
        state="received",
    ),
]
