"""What a walk finds on the site when it begins.

A scene is played in a process of its own (`Site.stage`), by the verbs that people use, and returns
what the walk has to know: addresses and titles.
"""

import json
from datetime import timedelta
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from contributions import services
from contributions.models import Contribution, Progress, ReportKind, WhoMay
from core.models import Topic
from core.queries import in_language
from demo.accounts import PASSWORD
from projects.models import IdeaCallPage
from tests import builders

LANGUAGES = ("da", "en")
PHONE = "20 30 40 50"
CITIZEN = "borger@example.org"
WAITING = 40
BENCHES = 30
PRIVATE_BENCH = 17


def play(name, *arguments):
    """Play the scene of that name and print what it returns."""
    with transaction.atomic():
        told = SCENES[name](*arguments)
    print(json.dumps(told))  # noqa: T201


def harbour_call():
    """Return the call that the walks go to."""
    return IdeaCallPage.objects.get(locale__language_code="da", url_path__endswith="/havnen/ideer/")


def young_call():
    """Return the call that asks nobody who they are."""
    return IdeaCallPage.objects.get(locale__language_code="da", is_anonymous=True)


def sent(call, language="da", days_ago=0, user=None, **fields):
    """Let somebody send an idea in a language, some days ago."""
    fields = {"title": "En idé", "text": "Det ville være godt.", **fields}
    with translation.override(language):
        page = in_language([call], language)[0]
        row = services.submit(page, fields, token=uuid4(), user=user)
    Contribution.objects.filter(pk=row.pk).update(
        created_at=timezone.now() - timedelta(days=days_ago)
    )
    return row


def read(row):
    """Return what a moderator has on screen, as the verbs ask for it."""
    return {"version": row.version, "state_read": row.state}


def published(call, moderator, **fields):
    """Let somebody send an idea, and publish it."""
    row = sent(call, **fields)
    return services.publish(row, moderator, **read(row))


def rejected(call, moderator, **fields):
    """Let somebody send an idea, and do not publish it."""
    row = sent(call, **fields)
    return services.reject(row, moderator, reason="Det er reklame.", **read(row))


# --- An idea that is talked about -----------------------------------------------------------


def ideas(settings):
    """Publish an idea for each setting, a pair of name and language; return where it is."""
    call, moderator = harbour_call(), builders.user("foerste@example.org")
    places = {}
    for name, language in settings:
        title, email = f"En badebro, {name}", f"badebro-{name}@example.org"
        row = published(call, moderator, language=language, title=title, email=email)
        page = in_language([call], language)[0]
        places[name] = {"pk": row.pk, "email": email, "path": page.get_contribution_url(row)}
    return places


# --- A moderator's morning --------------------------------------------------------------------


def mornings(settings):
    """Let 40 ideas, a report and a second look wait for a moderator of each setting.

    The oldest holds a telephone number, the next is an advertisement, 30 are about benches, one
    of them with a telephone number too. Returns each moderator's address and what is reported.
    """
    project = builders.project(title="Et torv til alle")
    colleague = builders.user("kollega@example.org")
    return {name: _morning(project, colleague, name, language) for name, language in settings}


def _morning(project, colleague, name, language):
    call = builders.idea_call(project, title=f"Hvad skal torvet kunne, {name}?", slug=name)
    email = f"morgen-{name}@example.org"
    moderator = builders.moderator(call, email=email, password=PASSWORD)
    profile = UserProfile.get_for_user(moderator)
    profile.preferred_language = language
    profile.save()
    _forty_ideas(call)
    shouted = published(call, colleague, title="En boldbane", text="De dumme naboer støjer.")
    services.report(shouted, {"kind": ReportKind.HURTFUL, "text": "Hårde ord."}, token=uuid4())
    refused = rejected(call, colleague, title="En loppedag", text="Vi sælger vores gamle ting.")
    services.appeal(refused, text="Det er ikke reklame, vi er naboer.")
    return {
        "email": email,
        "reported": shouted.pk,
        "refused": refused.pk,
    }


def _forty_ideas(call):
    last = WAITING - BENCHES - 2
    bench = {"title": "En bænk", "text": "Hvor man kan sidde i skyggen."}
    private_bench = {**bench, "text": f"Jeg kan hjælpe. Ring på {PHONE}."}
    rows = [
        {"title": "Et langbord", "text": f"Ring på {PHONE}, eller spørg i nummer 7."},
        {"title": "Billige cykler", "text": "Kom og køb dem hos os."},
        *[private_bench if number == PRIVATE_BENCH else bench for number in range(BENCHES)],
        *[{"title": "Et træ", "text": "Et, der giver skygge."} for _number in range(last)],
    ]
    for number, fields in enumerate(rows):
        title = f"{fields['title']} {number + 1}"
        sent(call, days_ago=8 - number / 8, **{**fields, "title": title})


# --- States that no page of the sitemap stands for -------------------------------------------


def states():
    """Bring rows and calls into every state that is seen; return addresses by language."""
    call, moderator = harbour_call(), builders.user("anden@example.org")
    shown = published(call, moderator, title="Et udkigstårn")
    citizen = builders.user(CITIZEN, password=PASSWORD)
    sent(call, title="Et tårn med ur", user=citizen)
    published(call, moderator, title="Et tårn med klokke", user=citizen)
    calls = _calls()
    return {
        language: {
            **_addresses_of(call, shown, language),
            **_private_links(call, shown, moderator, language),
            **{name: pages[language].take_part_url for name, pages in calls.items()},
        }
        for language in LANGUAGES
    }


def _calls():
    """Make calls for people with an account, and one that has closed, in both languages."""
    projects = {"da": builders.project(title="En ny sti")}
    index = builders.project_index(builders.home("en"))
    projects["en"] = builders.translated(projects["da"], index, title="A new path")
    now = timezone.now()
    settings = {
        "account-form": {"who_may": WhoMay.ACCOUNT},
        "closed-form": {"closes_at": now - timedelta(hours=1)},
    }
    calls = {}
    for name, fields in settings.items():
        danish = builders.idea_call(projects["da"], title=name, slug=name, **fields)
        english = builders.translated(danish, projects["en"], title=name, slug=name)
        calls[name] = {"da": danish, "en": english}
    return calls


def _private_links(call, shown, moderator, language):
    """Send what waits, what is refused and what is joined with another; return the links."""
    waiting = sent(call, language, title="Et lille tårn", email=CITIZEN)
    refused = rejected(call, moderator, language=language, title="Et reklametårn")
    joined = sent(call, language, title="Et udkigstårn til")
    services.merge(joined, shown, moderator, **read(joined))
    rows = {"waiting": waiting, "rejected": refused, "merged": joined}
    return {name: row.get_private_url() for name, row in rows.items()}


def _addresses_of(call, shown, language):
    page = in_language([call], language)[0]
    progress, topic = _nothing_found(call, language)
    with translation.override(language):
        own = {
            "support": reverse("contribution_support", args=[shown.pk]),
            "my-page": reverse("my_page"),
            "delete-account": reverse("delete_account"),
        }
    return {
        "idea": page.get_contribution_url(shown),
        "comment": page.get_comment_url(shown),
        "report": page.get_report_url(shown),
        "data": page.get_data_url(),
        "list": f"{page.url}?progress=none&order=supported",
        "list-empty": f"{page.url}?progress={progress}&topic={topic}",
        "young-form": in_language([young_call()], language)[0].take_part_url,
        **own,
    }


def _nothing_found(call, language):
    """Return how far and in which topic no idea of a call has come."""
    rows = call.contributions().published()
    key, progress = next(
        (topic.translation_key, progress)
        for topic in Topic.objects.filter(locale__language_code="da")
        for progress in Progress.values[1:]
        if not rows.filter(topics=topic, progress=progress).exists()
    )
    words = Topic.objects.get(translation_key=key, locale__language_code=language)
    return progress, words.slug


SCENES = {scene.__name__: scene for scene in (ideas, mornings, states)}
