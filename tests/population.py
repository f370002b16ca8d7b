"""A site of some size, made in seconds: page rows are written straight to the tables."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from contributions.models import (
    Answer,
    AnswerText,
    Contribution,
    Kind,
    OnBehalf,
    Progress,
    Report,
    ReportKind,
    State,
    Support,
)
from core.models import Neighbourhood, Topic
from projects.models import (
    ConsultationKind,
    ConsultationPage,
    IdeaCallPage,
    ProjectPage,
    ProjectUpdatePage,
)
from tests import builders

WORDS = (
    *("havnen", "bænke", "børn", "legeplads", "kunst", "værksted", "grønne", "haver", "naboer"),
    *("stier", "vandet", "lys", "kultur", "idræt", "skole", "forening", "kaffe", "møde", "bro"),
    *("kaj", "cykel", "by", "torv", "væksthus", "bibliotek", "musik"),
)
RICH_TEXT = "<p>Vi arbejder sammen om {words}. Alle kan være med, og vi siger, hvad der sker.</p>"


@dataclass(frozen=True)
class Population:
    """Pages to look at, in a site full of others like them."""

    home: object
    index: object
    project: object
    call: object
    idea: object
    consultation: object
    response: object


def words(number, count=3):
    """Return some words that differ from number to number, always the same for one number."""
    return " ".join(
        WORDS[(number * 7 + step * (number % 5 + 1)) % len(WORDS)] for step in range(count)
    )


def populate(pages=500, contributions=10_000):
    """Fill an empty site: projects, each with a call and two updates, half of all in English.

    Half of the contributions go to one call, the rest is spread over the others.
    """
    roots = {code: builders.project_index(builders.home(code)) for code in ("da", "en")}
    if roots["en"].translation_key != roots["da"].translation_key:
        Page.objects.filter(pk=roots["en"].pk).update(translation_key=roots["da"].translation_key)
        roots["en"].refresh_from_db()
    count = max(1, (pages - 4) // 8)
    keys = [[uuid.uuid4() for _page in range(4)] for _project in range(count)]
    projects, calls, consultations = [], [], []
    consultation_key = uuid.uuid4()
    for code, index in roots.items():
        made = _add(
            ProjectPage,
            [(index, f"Projekt {n} {words(n)}", keys[n][0]) for n in range(count)],
            lambda n: {
                "why": RICH_TEXT.format(words=words(n, 6)),
                "how": RICH_TEXT.format(words=words(n + 1, 6)),
                "who": RICH_TEXT.format(words=words(n + 2, 6)),
                "state": ("active", "planned", "completed")[n % 3],
                "phases": _phases(),
            },
        )
        now = timezone.now()
        open_calls = _add(
            IdeaCallPage,
            [(made[n], f"Kald {n} {words(n)}", keys[n][1]) for n in range(count)],
            lambda n, now=now: {
                "opens_at": now - timedelta(days=10),
                "closes_at": now + timedelta(days=(n % 40) - 10),
                "participation_promise": "Vi læser alle idéer og svarer.",
            },
        )
        heard = _add(
            ConsultationPage,
            [(made[0], f"Høring {words(1)}", consultation_key)],
            lambda _n, now=now: {
                "consultation_kind": ConsultationKind.objects.first(),
                "short_period_reason": "Forkortet i et eksempel.",
                "opens_at": now - timedelta(days=10),
                "closes_at": now + timedelta(days=20),
                "participation_promise": "Vi læser alle svar.",
            },
        )
        _add(
            ProjectUpdatePage,
            [
                (made[n], f"Nyt {n} {part} {words(n)}", keys[n][1 + part])
                for n in range(count)
                for part in (1, 2)
            ],
            lambda n: {"date": timezone.localdate() - timedelta(days=n)},
        )
        if code == "da":
            projects, calls, consultations = made, open_calls, heard
    _sort(projects)
    ideas = _bring(calls, contributions)
    responses = _respond(consultations[0], contributions // 5)
    call_command("update_index", verbosity=0)
    return Population(
        *(builders.home(), roots["da"], projects[0], calls[0], ideas[0]),
        *(consultations[0], responses[0]),
    )


def _add(model, described, fields):
    """Write pages of one model, each described by parent, title and translation key."""
    content_type = ContentType.objects.get_for_model(model)
    now = timezone.now()
    added = {}
    rows = []
    for number, (parent, title, key) in enumerate(described):
        added[parent.pk] = added.get(parent.pk, parent.numchild) + 1
        slug = f"s{model._meta.model_name[:3]}{number}"
        rows.append(
            Page(
                title=title,
                draft_title=title,
                slug=slug,
                path=Page._get_path(parent.path, parent.depth + 1, added[parent.pk]),
                depth=parent.depth + 1,
                url_path=f"{parent.url_path}{slug}/",
                content_type=content_type,
                translation_key=key,
                locale_id=parent.locale_id,
                first_published_at=now - timedelta(minutes=number),
                last_published_at=now,
                latest_revision_created_at=now - timedelta(minutes=number),
            )
        )
    Page.objects.bulk_create(rows)
    for parent, _title, _key in described:
        parent.numchild = added[parent.pk]
    for pk, children in added.items():
        Page.objects.filter(pk=pk).update(numchild=children)
    made = []
    for number, row in enumerate(rows):
        instance = model(page_ptr_id=row.pk, summary=f"Om {words(number, 8)}.", **fields(number))
        for name in Page._meta.get_fields():
            if name.concrete and not name.many_to_many:
                setattr(instance, name.attname, getattr(row, name.attname))
        instance.save_base(raw=True, force_insert=(model,))
        made.append(instance)
    return made


def _phases():
    today = timezone.localdate()
    return [
        ("phase", {"title": title, "starts": today + timedelta(days=days), "text": "Vi lytter."})
        for title, days in (("Idéer", -60), ("Skitser", -5), ("Byggeri", 90))
    ]


def _sort(projects):
    """Give each project a topic and a neighbourhood."""
    danish = builders.language("da")
    topics = [
        Topic.objects.create(name=name.capitalize(), slug=name, locale=danish) for name in WORDS[:6]
    ]
    places = [
        Neighbourhood.objects.create(name=name.capitalize(), slug=name, locale=danish)
        for name in WORDS[6:12]
    ]
    for field, terms in (("topics", topics), ("neighbourhoods", places)):
        through = ProjectPage._meta.get_field(field).remote_field.through
        name = terms[0]._meta.model_name
        through.objects.bulk_create(
            through(projectpage_id=project.pk, **{f"{name}_id": terms[number % len(terms)].pk})
            for number, project in enumerate(projects)
        )


def _bring(calls, count):
    """Bring contributions in several states, answers to some of them, and what others say."""
    now = timezone.now()
    rows = []
    for number in range(count):
        call = calls[0] if number % 2 == 0 else calls[number % len(calls)]
        state = State.RECEIVED if number % 10 == 9 else State.PUBLISHED
        rows.append(
            Contribution(
                page_id=call.pk,
                title=f"Idé {number}: {words(number)}",
                text=" ".join(words(number + step, 8) for step in range(6)),
                place="Ved " + words(number, 1),
                language="en" if number % 7 == 0 else "da",
                state=state,
                published_at=now - timedelta(minutes=number) if state == State.PUBLISHED else None,
                progress=Progress.CONSIDERED if number % 40 == 0 else Progress.NONE,
            )
        )
    Contribution.objects.bulk_create(rows, batch_size=500)
    answers = Answer.objects.bulk_create(
        Answer(contribution=row, progress=row.progress) for row in rows if row.progress
    )
    AnswerText.objects.bulk_create(
        AnswerText(answer=answer, language=code, text="Vi ser på det.")
        for answer in answers
        for code in ("da", "en")
    )
    shown = [row for row in rows if row.state == State.PUBLISHED]
    _sort_ideas(shown)
    _comment(shown)
    _support(shown)
    _report(shown)
    return rows


def _respond(consultation, count):
    """Send responses to a consultation, all published."""
    now = timezone.now()
    return Contribution.objects.bulk_create(
        [
            Contribution(
                kind=Kind.RESPONSE,
                page_id=consultation.pk,
                text=" ".join(words(number + step, 8) for step in range(6)),
                on_behalf=OnBehalf.values[number % 4],
                on_behalf_of="Foreningen" if number % 4 else "",
                language="da",
                state=State.PUBLISHED,
                published_at=now - timedelta(minutes=number),
            )
            for number in range(count)
        ],
        batch_size=500,
    )


def _sort_ideas(ideas):
    """Give every third idea a topic."""
    topics = list(Topic.objects.filter(locale__language_code="da"))
    through = Contribution.topics.through
    through.objects.bulk_create(
        through(contribution_id=idea.pk, topic_id=topics[number % len(topics)].pk)
        for number, idea in enumerate(ideas[::3])
    )


def _comment(ideas):
    """Let people comment: on the first idea a good deal, on every fourth a little.

    Of three comments one still waits, and now and then one looks like spam.
    """
    about = [ideas[0]] * max(3, len(ideas) // 100)
    about += [idea for number, idea in enumerate(ideas[::4]) for _part in range(1 + number % 3)]
    now = timezone.now()
    Contribution.objects.bulk_create(
        (
            Contribution(
                kind=Kind.COMMENT,
                page_id=idea.page_id,
                about=idea,
                text=" ".join(words(number + step, 6) for step in range(2)),
                language="en" if number % 9 == 0 else "da",
                state=State.PUBLISHED if number % 3 else State.RECEIVED,
                published_at=now - timedelta(minutes=number) if number % 3 else None,
                suspicion="links" if number % 30 == 0 else "",
            )
            for number, idea in enumerate(about)
        ),
        batch_size=500,
    )


def _support(ideas):
    """Let browsers support ideas: none of some, the odd one of many."""
    for number, idea in enumerate(ideas):
        idea.support_count = number * 7 % 11 if number % 3 else 0
    Contribution.objects.bulk_update(ideas, ["support_count"], batch_size=500)
    Support.objects.bulk_create(
        (
            Support(contribution=idea, browser=f"{number:064x}")
            for idea in ideas
            for number in range(idea.support_count)
        ),
        batch_size=500,
    )


def _report(ideas):
    """Let every twentieth idea be reported."""
    Report.objects.bulk_create(
        (
            Report(
                contribution=idea,
                kind=ReportKind.values[number % len(ReportKind.values)],
                text=words(number, 6),
                language="da",
                token=uuid.uuid4(),
            )
            for number, idea in enumerate(ideas[::20])
        ),
        batch_size=500,
    )
