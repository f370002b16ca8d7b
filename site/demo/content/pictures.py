"""The pictures: drawn for the site, in cut paper and crayon. Alt texts in both languages."""

from .words import T

CREDIT = "Samskab"

PICTURES = {
    "harbour": (
        T("Havnen klippet i papir", "The harbour cut in paper"),
        T(
            "Havnen klippet i papir: siloer, en kran, et åbent hus på kajen og en båd.",
            "The harbour cut in paper: silos, a crane, an open house on the quay and a boat.",
        ),
    ),
    "harbour-plan": (
        T("Kajen set fra oven", "The quay from above"),
        T(
            "Tegnet kort over kajen med siloer, haver, en kran og bådebroer ved sundet.",
            "Drawn map of the quay with silos, gardens, a crane and jetties on the strait.",
        ),
    ),
    "one-plan": (
        T("Mange tråde, én vej", "Many threads, one way"),
        T(
            "Tråde fra fem lukkede døre samler sig til én vej, der fører hen til et hus med "
            "åben dør.",
            "Threads from five closed doors gather into one way that leads to a house with an "
            "open door.",
        ),
    ),
    "art-neighbourhood": (
        T("En blok fuld af tegninger", "A block full of drawings"),
        T(
            "En boligblok, hvor hvert vindue er en børnetegning. Naboer står foran med en "
            "kæmpestor pensel.",
            "A block of flats where every window is a child's drawing. Neighbours stand in "
            "front with a huge brush.",
        ),
    ),
    "idea": (
        T("En hånd med en idé", "A hand with an idea"),
        T(
            "En hånd rækker op mod en sol med en lille silo i midten.",
            "A hand reaches up to a sun with a small silo in the middle.",
        ),
    ),
    "long-bench": (
        T("En meget lang bænk", "A very long bench"),
        T(
            "En lang hvid bænk under en lampe, fuld af store og små naboer.",
            "A long white bench under a lamp, full of neighbours big and small.",
        ),
    ),
    "quay-walk": (
        T("En tur på kajen", "A walk on the quay"),
        T(
            "Store og små går i en lang række hen ad kajen med et rødt flag og en hund.",
            "People big and small walk in a long line along the quay with a red flag and a dog.",
        ),
    ),
    "dike": (
        T("Det grønne dige", "The green dike"),
        T(
            "Et grønt dige med trappe og får holder vandet ude fra husene.",
            "A green dike with steps and sheep keeps the water away from the houses.",
        ),
    ),
    "notes-on-a-line": (
        T("Sedler på en snor", "Notes on a line"),
        T(
            "Sedler med idéer hænger på en snor som vasketøj. Folk kigger og peger.",
            "Notes with ideas hang on a line like washing. People look and point.",
        ),
    ),
    "round-table": (
        T("Om bordet", "Round the table"),
        T(
            "Ni mennesker i ni farver sidder om et rundt bord, set fra oven.",
            "Nine people in nine colours sit round a table, seen from above.",
        ),
    ),
    "ask-us": (
        T("Telefon, kaffe og brev", "Telephone, coffee and letter"),
        T(
            "En rød telefon, en kop kaffe og et brev på et bord under en lampe.",
            "A red telephone, a cup of coffee and a letter on a table under a lamp.",
        ),
    ),
    "ramp": (
        T("Vejen ind", "The way in"),
        T(
            "En lang rampe op til en åben dør. En med stok, en med barnevogn og en i kørestol "
            "er på vej.",
            "A long ramp to an open door. Someone with a stick, one with a pram and one in a "
            "wheelchair are on their way.",
        ),
    ),
    "letterbox": (
        T("Postkasse med lås", "Letterbox with a lock"),
        T(
            "En hånd lægger et brev i en stor rød postkasse med en lås på.",
            "A hand puts a letter into a big red letterbox with a lock on it.",
        ),
    ),
    "workshop": (
        T("Saks og papir", "Scissors and paper"),
        T(
            "En saks klipper siloer ud af papir. Nederst står en kæde af papirdukker.",
            "Scissors cut silos out of paper. Below stands a chain of paper dolls.",
        ),
    ),
    "gable": (
        T("Gavlen", "The gable"),
        T(
            "Naboer maler en gavl. På muren er der en stor lyserød fisk.",
            "Neighbours paint a gable. On the wall there is a big pink fish.",
        ),
    ),
    "silo": (
        T("Siloens øje", "The silo's eye"),
        T(
            "En høj hvid silo med et malet øje. En maler hænger i reb.",
            "A tall white silo with a painted eye. A painter hangs in ropes.",
        ),
    ),
    "hands": (
        T("Ni hænder", "Nine hands"),
        T("Ni hænder i ni farver.", "Nine hands in nine colours."),
    ),
    "friends": (
        T("Fire venner", "Four friends"),
        T(
            "Fire glade mennesker ved siden af hinanden under en gul sol.",
            "Four happy people side by side under a yellow sun.",
        ),
    ),
    "fish": (
        T("Fisken, der spiste en silo", "The fish that ate a silo"),
        T(
            "En rød fisk med en gul mave. Inde i maven ligger en blå silo.",
            "A red fish with a yellow belly. Inside the belly lies a blue silo.",
        ),
    ),
    "gull": (
        T("Måge i gummistøvler", "Gull in wellingtons"),
        T("En hvid måge med røde gummistøvler.", "A white gull in red wellingtons."),
    ),
    "garden": (
        T("Seks blomster", "Six flowers"),
        T(
            "Seks store blomster i mange farver på grøn bund.",
            "Six big flowers in many colours on green ground.",
        ),
    ),
    "crane": (
        T("Kranen danser", "The crane dances"),
        T(
            "En kran med ansigt og røde sko danser, mens noder flyver om den.",
            "A crane with a face and red shoes dances while notes fly around it.",
        ),
    ),
    "beet": (
        T("Den glade roe", "The happy beet"),
        T("En hvid sukkerroe griner med to tænder.", "A white sugar beet laughs with two teeth."),
    ),
    "bridge": (
        T("Broen om natten", "The bridge at night"),
        T(
            "En hvid bro om natten med lamper, to biler og en måne.",
            "A white bridge at night with lamps, two cars and a moon.",
        ),
    ),
}

IDEA_PICTURES = (
    "idea-swimming-steps",
    "idea-raised-bed",
    "idea-skate-hall",
    "idea-swap-bench",
)
