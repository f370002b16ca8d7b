"""Nobody opens a row outside their scopes, at any address of the admin."""

import uuid

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.permissions import policy_registry

from contributions.admin.viewsets import ContributionViewSet
from contributions.models import Contribution, ModerationScope, Outcome, ReportKind, State
from tests import builders

pytestmark = pytest.mark.django_db

WORDS = "Hemmelige ord fra en borger"
ROW_VIEWS = {"edit", "answer", "photo", "history", "history_results", "merge"}
# About something of a row: a file, a report, a request for a second look.
PART_VIEWS = {"file": "attachments", "report": "reports", "appeal": "appeals"}
POST_VIEWS = {"note", "not_spam", "part"}
LIST_VIEWS = {"index", "index_results"}
SUSPECTS_VIEWS = {"suspects", "suspects_results"}


@pytest.fixture
def row():
    """A published idea with all there can be, so that every address has something to show."""
    row = builders.contribution(title=WORDS, text=WORDS)
    row.photo.save("photo.webp", ContentFile(builders.picture_bytes(image_format="WEBP")))
    file = row.attachments.create(original_name=WORDS, content_type="text/plain", size=1)
    file.file.save("words.txt", ContentFile(WORDS.encode()))
    row.reports.create(kind=ReportKind.OTHER, text=WORDS, token=uuid.uuid4())
    decision = row.decisions.create(state=State.REJECTED, version=1, reason=WORDS)
    row.appeals.create(decision=decision, text=WORDS)
    log(row, "contributions.published")
    return row


def address_of(view, row):
    """Return an address about a row, or about something of it."""
    keys = [getattr(row, PART_VIEWS[view]).get().pk] if view in PART_VIEWS else []
    return reverse(f"contributions:{view}", args=[row.pk, *keys])


def foreign_moderator(row):
    """Moderates another project."""
    return builders.moderator(scope=builders.project())


def without_permission(row):
    """Is in a group with the right scope, but the group may not moderate."""
    group = Group.objects.create(name="Not moderators")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    ModerationScope.objects.create(group=group, page=row.page)
    return builders.user(groups=[group.name])


def without_scope(row):
    """May moderate, but nothing."""
    group = Group.objects.create(name="Moderators of nothing")
    for codename in ("access_admin", "moderate_contribution"):
        group.permissions.add(Permission.objects.get(codename=codename))
    return builders.user(groups=[group.name])


def consultant(row):
    """Writes pages, moderates none."""
    return builders.user(groups=["Culture consultants"])


def retired(row):
    """Moderated once."""
    person = builders.moderator()
    person.is_active = False
    person.save()
    return person


def citizen(row):
    """Has an account, and sent it."""
    person = builders.user()
    Contribution.objects.filter(pk=row.pk).update(user=person)
    return person


SHUT_OUT = [foreign_moderator, without_permission, without_scope, consultant, citizen, retired]


def test_these_are_all_addresses_there_are():
    names = {pattern.name for pattern in ContributionViewSet().get_urlpatterns()}

    # The case file has its own rules (test_exports.py).
    rows = ROW_VIEWS | POST_VIEWS | set(PART_VIEWS)
    assert names == rows | LIST_VIEWS | SUSPECTS_VIEWS | {"case_file"}


@pytest.mark.parametrize("person", SHUT_OUT)
@pytest.mark.parametrize("view", sorted(ROW_VIEWS | POST_VIEWS | set(PART_VIEWS)))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_row_outside_one_s_scopes_does_not_exist(client, row, person, view, method):
    client.force_login(person(row))
    read = {"version": row.version, "state_read": row.state}
    data = {**read, "decision": "hide", "reason": "x", "progress": "done", "text": "x"}

    response = getattr(client, method)(address_of(view, row), data)

    assert response.status_code in {302, 403, 404, 405}
    if response.status_code == 302:
        assert response.url.startswith(("/admin/login/", "/konto/", "/account/"))
    assert WORDS not in getattr(response, "content", b"").decode()
    row.refresh_from_db()
    assert (row.state, row.answers.count()) == (State.PUBLISHED, 0)
    assert (row.internal_notes.count(), row.decisions.count()) == (0, 1)
    assert {row.reports.get().outcome, row.appeals.get().outcome} == {Outcome.OPEN}


@pytest.mark.parametrize("person", SHUT_OUT)
@pytest.mark.parametrize("view", sorted(LIST_VIEWS))
@pytest.mark.parametrize("query", ["?state=all", "?state=all&q=Hemmelige", "?state=all&export=csv"])
def test_lists_search_and_export_hold_nothing_of_it(client, row, person, view, query):
    client.force_login(person(row))

    response = client.get(reverse(f"contributions:{view}") + query, follow=True)

    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert WORDS not in content.decode()
    assert row.reference not in content.decode()


@pytest.mark.parametrize("person", SHUT_OUT)
@pytest.mark.parametrize("view", sorted(SUSPECTS_VIEWS))
@pytest.mark.parametrize("query", ["", "?q=Hemmelige", "?export=csv"])
def test_suspects_outside_one_s_scopes_are_not_there_either(client, row, person, view, query):
    Contribution.objects.update(state=State.RECEIVED, suspicion="links")
    client.force_login(person(row))

    response = client.get(reverse(f"contributions:{view}") + query, follow=True)

    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert WORDS not in content.decode()
    assert row.reference not in content.decode()


@pytest.mark.parametrize("view", sorted(SUSPECTS_VIEWS))
def test_suspects_are_shown_to_those_who_may(client, row, view):
    Contribution.objects.update(state=State.RECEIVED, suspicion="links")
    client.force_login(builders.moderator(scope=row.page.get_parent()))

    assert WORDS in client.get(reverse(f"contributions:{view}")).content.decode()


@pytest.mark.parametrize("view", sorted(LIST_VIEWS | ROW_VIEWS | set(PART_VIEWS)))
def test_the_same_addresses_open_for_those_who_may(client, row, view):
    client.force_login(builders.moderator(scope=row.page.get_parent()))
    is_list = view in LIST_VIEWS
    address = reverse(f"contributions:{view}") if is_list else address_of(view, row)

    response = client.get(address + "?state=all")

    assert response.status_code == 200
    if view in {"photo", "file"}:
        assert b"".join(response.streaming_content)
    elif view.startswith("history"):
        assert len(response.context["object_list"]) == 1
    else:
        shown = row.reference if view == "merge" else WORDS
        assert shown in response.content.decode()


@pytest.mark.parametrize("person", SHUT_OUT)
def test_wagtail_is_told_the_same(row, person):
    policy = policy_registry.get_by_type(Contribution)
    shut_out, moderator = person(row), builders.moderator(scope=row.page)

    for action in ("add", "change", "delete", "view"):
        may = action in {"change", "view"}
        assert set(policy.instances_user_has_permission_for(shut_out, action)) == set()
        assert not policy.user_has_permission_for_instance(shut_out, action, row)
        assert set(policy.instances_user_has_permission_for(moderator, action)) == (
            {row} if may else set()
        )
        assert policy.user_has_permission_for_instance(moderator, action, row) is may


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_and_moderators_open_the_whole_site(row, group):
    person = builders.user(groups=[group])

    assert set(Contribution.objects.for_moderator(person)) == {row}


def test_an_administrator_opens_everything(row):
    assert set(Contribution.objects.for_moderator(builders.superuser())) == {row}


@pytest.mark.parametrize("action", ["delete", "unpublish", "move", "answer"])
def test_nothing_else_is_done_to_contributions_in_bulk(client, row, action):
    client.force_login(builders.superuser())

    response = client.post(
        reverse("wagtail_bulk_action", args=["contributions", "contribution", action])
        + f"?id={row.pk}"
    )

    assert response.status_code == 404
    assert Contribution.objects.get().state == State.PUBLISHED


@pytest.mark.parametrize("person", SHUT_OUT)
def test_the_menu_and_the_first_page_say_nothing_of_it(client, row, person):
    Contribution.objects.update(state=State.RECEIVED)
    client.force_login(person(row))

    page = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()

    assert row.reference not in page
    assert "(1)" not in page
    assert f"/admin/contributions/{row.pk}/" not in page


def test_the_site_history_tells_a_moderator_of_another_project_nothing(client, row):
    person = foreign_moderator(row)
    person.groups.add(Group.objects.get(name="Culture consultants"))
    address = reverse("wagtailadmin_reports:site_history")

    client.force_login(builders.superuser())
    assert row.reference in client.get(address).content.decode()
    client.force_login(person)
    assert row.reference not in client.get(address, follow=True).content.decode()


def test_usage_of_a_page_does_not_name_what_was_sent_to_it(client, row):
    client.force_login(builders.superuser())

    page = client.get(reverse("wagtailadmin_pages:usage", args=[row.page_id])).content.decode()

    assert row.reference not in page


# --- Who says who may moderate ---------------------------------------------------------------


SCOPE_VIEWS = ["index", "add", "edit", "delete", "history", "usage"]


@pytest.mark.parametrize("view", SCOPE_VIEWS)
def test_scopes_are_for_those_who_manage_groups(client, view):
    scope = ModerationScope.objects.first()
    address = reverse(
        f"moderation-scopes:{view}", args=[] if view in {"index", "add"} else [scope.pk]
    )

    client.force_login(builders.user(groups=["Editors", "Moderators"]))
    assert client.get(address).status_code in {302, 403}
    client.force_login(builders.superuser())
    assert client.get(address).status_code == 200


def test_a_scope_made_in_the_admin_opens_rows(client, row):
    person = without_scope(row)
    client.force_login(builders.superuser())

    client.post(
        reverse("moderation-scopes:add"), {"group": person.groups.get().pk, "page": row.page_id}
    )

    assert set(Contribution.objects.for_moderator(person)) == {row}


def test_a_group_is_allowed_to_moderate_where_its_permissions_are_set(client):
    client.force_login(builders.superuser())

    form = client.get(reverse("wagtailusers_groups:add")).context["form"]

    offered = set(form.registered_permissions.values_list("codename", flat=True))
    assert "moderate_contribution" in offered
    assert not {"change_contribution", "delete_contribution"} & offered


def test_a_removed_scope_closes_rows_and_deletes_none(row):
    moderator = builders.moderator(scope=row.page)

    ModerationScope.objects.filter(group__user=moderator).delete()

    assert set(Contribution.objects.for_moderator(moderator)) == set()
    assert Contribution.objects.filter(pk=row.pk).exists()
