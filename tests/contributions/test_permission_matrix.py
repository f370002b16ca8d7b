"""Who may do what, at which address, in which phase of a call: one table for the public, one for
the admin.

A cell is what the address answers: a status, `login` for the way to the sign-in, `away` for
another way on, `done` where something was stored. Where people are answered differently, the
cell has one word for each of them, joined by strokes, in the order of `PEOPLE`; of two words the
first is for who is not signed in and the second for everybody else.
"""

import uuid
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import PageViewRestriction

from contributions import wagtail_hooks
from contributions.admin.bulk import ACTIONS
from contributions.models import (
    Appeal,
    Contribution,
    ModerationScope,
    ReasonTemplate,
    Report,
    ReportKind,
    State,
    Support,
    WhoMay,
)
from contributions.urls import urlpatterns
from projects.models import IdeaCallPage
from tests import builders

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "citizen", "moderator", "foreign", "editor", "consultant", "superuser")
FEW = ("anonymous", "citizen", "superuser")


def clients(call, names=PEOPLE):
    """Return a browser for each of these people, by name."""
    persons = {
        "anonymous": lambda: None,
        "citizen": builders.user,
        "moderator": lambda: builders.moderator(scope=call),
        "foreign": lambda: builders.moderator(scope=builders.project()),
        "editor": lambda: builders.user(groups=["Editors"]),
        "consultant": lambda: builders.user(groups=["Culture consultants"]),
        "superuser": builders.superuser,
    }
    browsers = {}
    for name in names:
        browsers[name] = Client()
        person = persons[name]()
        if person:
            browsers[name].force_login(person)
    return browsers


def stored():
    """Return everything that a request may change."""
    fields = ["pk", "state", "version", "awaits_confirmation", "title", "suspicion"]
    return [
        list(Contribution.objects.order_by("pk").values_list(*fields)),
        [list(model.objects.order_by("pk").values()) for model in (Report, Appeal)],
        [model.objects.count() for model in (Support, ModerationScope, ReasonTemplate)],
        [row.internal_notes.count() + row.answers.count() for row in Contribution.objects.all()],
    ]


def outcome(client, method, address, data, before):
    """Return the word for what an address answers; what it stored is forgotten again."""
    with transaction.atomic():
        headers = {"sec-fetch-site": "same-origin"}
        answer = getattr(client, method)(address, data, headers=headers)
        if answer.status_code == 307:
            answer = client.post(answer.url, data, headers=headers)
        b"".join(answer)  # A file is closed once it is read.
        is_changed = stored() != before
        transaction.set_rollback(True)
    if is_changed:
        return "done"
    if answer.status_code in {301, 302}:
        return "login" if "login/" in answer.url else "away"
    return str(answer.status_code)


def cell(browsers, method, address, data=None):
    """Return what each of these people is answered, as one cell of a table."""
    before = stored()
    words = [outcome(client, method, address, data or {}, before) for client in browsers.values()]
    if len(set(words)) == 1:
        return words[0]
    return "/".join(words[:2] if len(set(words[1:])) == 1 else words)


def read(table):
    """Return a table's cells by column and row."""
    head, *lines = [line.split() for line in table.strip().splitlines()]
    return {
        column: {line[0]: line[place] for line in lines}
        for place, column in enumerate(head[1:], start=1)
    }


# --- The public -----------------------------------------------------------------------------


PUBLIC = """
address                       coming open closed private    down en   anon kept mute email account
page                          200    200  200    login/200  404  200  200  200  200  200   200
take_part                     200    200  200    login/200  404  200  200  200  200  200   200
take_part:look                409    200  409    login/200  404  200  200  200  200  200   403/200
take_part:send                409    done 409    login/done 404  done done done done done  403/done
contribution                  200    200  200    login/200  404  200  200  404  200  200   200
comment                       200    200  200    login/200  404  200  200  404  200  200   200
comment:send                  409    done 409    login/done 404  done done 404  409  done  403/done
report                        200    200  200    login/200  404  200  200  404  200  200   200
report:send                   done   done done   login/done 404  done done 404  done done  done
data                          200    200  200    login/200  404  200  200  404  200  200   200
data_file                     200    200  200    login/200  404  200  200  404  200  200   200
contribution_support          200    200  200    404/200    404  200  200  404  404  200   200
contribution_support:press    done   done done   404/done   404  done done 404  404  done  done
contribution_photo            200    200  200    404/200    404  200  200  404  200  200   200
contribution_attachment       200    200  200    404/200    404  200  200  404  200  200   200
contribution_private          200    200  200    200        200  200  200  200  200  200   200
contribution_private:withdraw done   done done   done       done done done done done done  done
contribution_receipt          200    200  200    200        200  200  200  200  200  200   200
contribution_change           200    200  200    200        200  200  200  200  200  200   200
contribution_change:send      409    done 409    done       done done done done done done  done
contribution_confirm          200    200  200    200        200  200  200  200  200  200   200
contribution_confirm:press    done   done done   done       done done done done done done  done
"""


def open_call(**fields):
    """Return a call that takes everything."""
    return builders.idea_call(asks_attachments=True, first_published_at=NOW, **fields)


def english():
    """Return the English version of an open call."""
    danish = open_call()
    parent = builders.project(builders.project_index(builders.home("en")))
    return builders.translated(danish, parent)


NOW, DAY = timezone.now(), timedelta(days=1)
SETTINGS = {
    "coming": lambda: open_call(opens_at=NOW + DAY),
    "open": open_call,
    "closed": lambda: open_call(opens_at=NOW - 3 * DAY, closes_at=NOW - DAY),
    "private": open_call,
    "down": open_call,
    "en": english,
    "anon": lambda: open_call(is_anonymous=True),
    "kept": lambda: open_call(publishes=False),
    "mute": lambda: open_call(allows_comments=False, allows_supports=False),
    "email": lambda: open_call(who_may=WhoMay.EMAIL),
    "account": lambda: open_call(who_may=WhoMay.ACCOUNT),
}
IDEA = {"title": "Et drivhus", "text": "Til alle.", "email": "nabo@example.org"}


def public_addresses(page):
    """Return what is asked of each public address: method, address and data, by its name."""
    call = page.canonical
    published = builders.contribution(call)
    published.photo.save("p.webp", ContentFile(builders.picture_bytes(image_format="WEBP")))
    Contribution.objects.filter(pk=published.pk).update(photo_released=True)
    file = published.attachments.create(
        original_name="a.txt", content_type="text/plain", size=1, is_released=True
    )
    file.file.save("a.txt", ContentFile(b"Ord"))
    mine = builders.contribution(call, state=State.RECEIVED)
    late = builders.contribution(call, state=State.RECEIVED, awaits_confirmation=True)
    token = {"token": str(uuid.uuid4())}
    idea, comment = page.get_contribution_url(published), page.get_comment_url(published)
    report = page.get_report_url(published)
    support = reverse("contribution_support", args=[published.pk])
    change = mine.get_private_url("contribution_change")
    return {
        "page": ("get", page.url),
        "take_part": ("get", page.take_part_url),
        "take_part:look": ("post", page.take_part_url, {**IDEA, **token}),
        "take_part:send": ("post", page.take_part_url, {**IDEA, **token, "step": "send"}),
        "contribution": ("get", idea),
        "comment": ("get", comment),
        "comment:send": ("post", comment, {**IDEA, **token}),
        "report": ("get", report),
        "report:send": ("post", report, {**token, "kind": ReportKind.SPAM}),
        "data": ("get", page.get_data_url()),
        "data_file": ("get", page.get_data_url("csv")),
        "contribution_support": ("get", support),
        "contribution_support:press": ("post", support),
        "contribution_photo": ("get", published.get_photo_url()),
        "contribution_attachment": (
            "get",
            reverse("contribution_attachment", args=[published.pk, file.pk]),
        ),
        "contribution_private": ("get", mine.get_private_url()),
        "contribution_private:withdraw": ("post", mine.get_private_url(), {"action": "withdraw"}),
        "contribution_receipt": ("get", mine.get_private_url("contribution_receipt")),
        "contribution_change": ("get", change),
        "contribution_change:send": ("post", change, {**IDEA, "step": "send"}),
        "contribution_confirm": ("get", late.get_confirmation_url()),
        "contribution_confirm:press": ("post", late.get_confirmation_url()),
    }


def test_every_public_address_has_a_row():
    """An address that is new is told here who may do what at it."""
    routes = {url.name.removesuffix("_en") for url in IdeaCallPage.get_subpage_urls() if url.name}
    registered = {pattern.name for pattern in urlpatterns} | routes
    rows = {name.partition(":")[0] for name in next(iter(read(PUBLIC).values()))}

    assert rows - {"page"} == registered - {"index_route"}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_public_table_holds(setting):
    page = SETTINGS[setting]()
    asked = public_addresses(page)
    if setting == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    if setting == "down":
        page.unpublish()
    browsers = clients(page.canonical, PEOPLE if setting in {"coming", "open", "closed"} else FEW)

    answers = {name: cell(browsers, *asks) for name, asks in asked.items()}

    assert answers == read(PUBLIC)[setting]


# --- The admin ------------------------------------------------------------------------------


ADMIN = """
address                           anonymous citizen moderator foreign editor consultant superuser
answer                            login     login   200       404     200    404        200
answer:send                       login     login   done      404     done   404        done
appeal                            login     login   200       404     200    404        200
appeal:send                       login     login   done      404     done   404        done
case_file                         login     login   away      away    away   away       200
case_file:send                    login     login   away      away    away   away       200
edit                              login     login   200       404     200    404        200
edit:send                         login     login   done      404     done   404        done
file                              login     login   200       404     200    404        200
history                           login     login   200       404     200    404        200
history_results                   login     login   200       404     200    404        200
index                             login     login   200       200     200    away       200
index_results                     login     login   200       200     200    away       200
merge                             login     login   200       404     200    404        200
merge:send                        login     login   done      404     done   404        done
not_spam                          login     login   405       404     405    404        405
not_spam:send                     login     login   done      404     done   404        done
note                              login     login   405       404     405    404        405
note:send                         login     login   done      404     done   404        done
part                              login     login   405       404     405    404        405
part:send                         login     login   done      404     done   404        done
photo                             login     login   200       404     200    404        200
report                            login     login   200       404     200    404        200
report:send                       login     login   done      404     done   404        done
suspects                          login     login   200       200     200    away       200
suspects_results                  login     login   200       200     200    away       200
moderation-scopes.add             login     login   away      away    away   away       200
moderation-scopes.delete          login     login   away      away    away   away       200
moderation-scopes.edit            login     login   away      away    away   away       200
moderation-scopes.history         login     login   away      away    away   away       200
moderation-scopes.history_results login     login   away      away    away   away       200
moderation-scopes.index           login     login   away      away    away   away       200
moderation-scopes.index_results   login     login   away      away    away   away       200
moderation-scopes.usage           login     login   away      away    away   away       200
moderation-scopes.delete:send     login     login   away      away    away   away       done
reasons.add                       login     login   away      away    200    away       200
reasons.delete                    login     login   away      away    200    away       200
reasons.edit                      login     login   away      away    200    away       200
reasons.history                   login     login   away      away    200    away       200
reasons.history_results           login     login   away      away    200    away       200
reasons.index                     login     login   away      away    200    away       200
reasons.index_results             login     login   away      away    200    away       200
reasons.usage                     login     login   away      away    200    away       200
reasons.delete:send               login     login   away      away    done   away       done
bulk.not_spam                     login     login   200       200     200    404        200
bulk.not_spam:send                login     login   done      away    done   404        done
bulk.publish                      login     login   200       200     200    404        200
bulk.publish:send                 login     login   done      away    done   404        done
bulk.reject                       login     login   200       200     200    404        200
bulk.reject:send                  login     login   done      away    done   404        done
bulk.spam                         login     login   200       200     200    404        200
bulk.spam:send                    login     login   done      away    done   404        done
"""


def admin_addresses(call):
    """Return what is asked of each address of the admin, by its name; of some by POST too."""
    row = builders.contribution(call)
    row.photo.save("p.webp", ContentFile(builders.picture_bytes(image_format="WEBP")))
    file = row.attachments.create(original_name="a.txt", content_type="text/plain", size=1)
    file.file.save("a.txt", ContentFile(b"Ord"))
    report = row.reports.create(kind=ReportKind.OTHER, text="x", token=uuid.uuid4())
    refused = builders.contribution(call, state=State.REJECTED)
    decision = refused.decisions.create(state=State.REJECTED, version=1, reason="x")
    appeal = refused.appeals.create(decision=decision, text="x")
    suspect = builders.contribution(call, state=State.RECEIVED, suspicion="links")
    waits = builders.contribution(call, state=State.RECEIVED)
    joined = builders.contribution(call, state=State.MERGED, merged_into=row)
    reason = ReasonTemplate.objects.create(name="x", text_da="x", text_en="x")
    scope = ModerationScope.objects.first()
    look = {"version": 1, "state_read": State.PUBLISHED}
    keys = {
        "edit": [row.pk],
        "answer": [row.pk],
        "photo": [row.pk],
        "file": [row.pk, file.pk],
        "note": [row.pk],
        "not_spam": [suspect.pk],
        "merge": [waits.pk],
        "part": [joined.pk],
        "report": [row.pk, report.pk],
        "appeal": [refused.pk, appeal.pk],
        "history": [row.pk],
        "history_results": [row.pk],
    }
    posts = {
        "edit": {**look, "decision": "hide", "reason": "x"},
        "answer": {"progress": "planned", "text_da": "x"},
        "note": {"text": "x"},
        "not_spam": {},
        "merge": {
            "version": 1,
            "state_read": State.RECEIVED,
            "into": row.pk,
            "into_version": 1,
            "into_state": State.PUBLISHED,
        },
        "part": {},
        "report": {**look, "outcome": "upheld"},
        "appeal": {"version": 1, "state_read": State.REJECTED, "outcome": "upheld", "answer": "x"},
        "case_file": {"file_format": "csv"},
    }
    asked = {}
    for name in names_in("contributions"):
        address = reverse(f"contributions:{name}", args=keys.get(name, []))
        asked[name] = ("get", address)
        if name in posts:
            asked[f"{name}:send"] = ("post", address, posts[name])
    for space, pk in (("moderation-scopes", scope.pk), ("reasons", reason.pk)):
        for name in names_in(space):
            needs_row = name.partition("_")[0] in {"edit", "delete", "history", "usage"}
            address = reverse(f"{space}:{name}", args=[pk] if needs_row else [])
            asked[f"{space}.{name}"] = ("get", address)
        asked[f"{space}.delete:send"] = ("post", reverse(f"{space}:delete", args=[pk]))
    read_on_screen = {"read": f"{waits.pk}.1 {suspect.pk}.1", "reason": reason.pk}
    for action in sorted(ACTIONS, key=lambda action: action.action_type):
        args = ["contributions", "contribution", action.action_type]
        address = f"{reverse('wagtail_bulk_action', args=args)}?id={waits.pk}&id={suspect.pk}"
        asked[f"bulk.{action.action_type}"] = ("get", address)
        asked[f"bulk.{action.action_type}:send"] = ("post", address, read_on_screen)
    return asked


def names_in(namespace):
    """Return the names of the addresses that one part of the admin has registered."""
    _prefix, resolver = get_resolver().namespace_dict[namespace]
    return sorted(name for name in resolver.reverse_dict if isinstance(name, str))


def test_every_part_of_the_admin_is_in_the_table():
    """What contributions register in the admin is what the table asks."""
    viewsets = list(wagtail_hooks.register_viewsets())
    assert all(isinstance(viewset, ViewSet) for viewset in viewsets)
    assert {viewset.url_namespace for viewset in viewsets} == {
        "contributions",
        "moderation-scopes",
        "reasons",
    }


@pytest.mark.parametrize("phase", ["coming", "open", "closed", "down"])
def test_the_admin_table_holds_in_every_phase(phase):
    call = SETTINGS[phase]()
    asked = admin_addresses(call)
    if phase == "down":
        call.unpublish()
    browsers = clients(call)
    table = read(ADMIN)

    for name, asks in asked.items():
        answers = {who: cell({who: browsers[who]}, *asks) for who in PEOPLE}
        assert answers == {who: table[who].get(name) for who in PEOPLE}, name
    assert set(table["anonymous"]) == set(asked)
