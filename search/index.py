"""What each database does with the search index. Wagtail fills it; one row a page."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F
from django.db.models.expressions import CombinedExpression
from wagtail.models import get_page_models
from wagtail.search.models import IndexEntry

from search import words as wording

# A word is taken for a slip of the pen of another that is this alike, about as long, and not
# on so many pages that it says nothing.
LIKE_ENOUGH = 0.3
SHORTEST_MEANT = 4
MOST_LETTERS_APART = 2
TITLE_COUNTS = 8


def ranks(words, together=True):
    """Return the keys of all pages with these words, with a rank: the higher the better.

    Each word also finds longer ones that begin with it. Unless `together`, one of the words
    is enough. Neither language nor permissions are looked at here.
    """
    return (_ranks_postgresql if connection.vendor == "postgresql" else _ranks_sqlite)(
        words, together
    )


def texts(page_keys):
    """Return the indexed text of pages, without their titles, by key."""
    field = "body_text" if connection.vendor == "postgresql" else "body"
    rows = _entries().filter(object_id__in=[str(key) for key in page_keys])
    return {int(key): text or "" for key, text in rows.values_list("object_id", field)}


@dataclass(frozen=True)
class Vocabulary:
    """The pages a slip of the pen is looked for in; where the database cannot, their words.

    `pages` counts on how many of them each word of a title or summary is.
    """

    page_keys: list
    pages: Counter

    @property
    def most_pages(self):
        """On how many pages a word may be and still say something."""
        return max(5, len(self.page_keys) // 3)


def vocabulary(page_keys):
    """Return the words of these pages' titles and summaries."""
    keys, pages = [str(key) for key in page_keys], Counter()
    if connection.vendor != "postgresql":
        rows = _entries().filter(object_id__in=keys).values_list("autocomplete", flat=True)
        pages.update(word for text in rows for word in set(wording.all_words(text or "")))
    return Vocabulary(keys, pages)


def nearest(words, known):
    """Return, for words that no title or summary of a vocabulary has, the likest one there."""
    find = _nearest_postgresql if connection.vendor == "postgresql" else _nearest_sqlite
    return find(words, known)


def _content_types():
    return [kind.pk for kind in ContentType.objects.get_for_models(*get_page_models()).values()]


def _entries():
    return IndexEntry.objects.filter(content_type__in=_content_types())


def _ranks_postgresql(words, together):
    from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField

    # Safe in a raw query: words are letters and digits only.
    groups = [
        " | ".join(f"'{spelling}'{_prefix(spelling)}" for spelling in wording.spellings(word))
        for word in words
    ]
    query = SearchQuery(
        (" & " if together else " | ").join(f"({group})" for group in groups),
        config="danish_unaccent",
        search_type="raw",
    )
    # The expression that Wagtail's index is built for.
    vector = CombinedExpression(F("title"), "||", F("body"), output_field=SearchVectorField())
    rank = SearchRank(F("title"), query) * TITLE_COUNTS + SearchRank(F("body"), query)
    rows = _entries().annotate(vector=vector, rank=rank).filter(vector=query)
    return {int(key): rank for key, rank in rows.values_list("object_id", "rank")}


def _ranks_sqlite(words, together):
    groups = [
        " OR ".join(
            f'"{spelling}"{_prefix(spelling).lstrip(":")}'
            for typed in dict.fromkeys([word, wording.stem(word)])
            for spelling in wording.spellings(typed)
        )
        for word in words
    ]
    query = (" AND " if together else " OR ").join(f"({group})" for group in groups)
    table = f"{IndexEntry._meta.db_table}_fts"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, bm25({table}, 0, 1, {TITLE_COUNTS}) "  # noqa: S608 (our own names)
            f"FROM {table} WHERE {table} MATCH %s",
            [f"{{title body}} : ({query})"],
        )
        found = dict(cursor.fetchall())
    rows = _entries().filter(pk__in=found).values_list("pk", "object_id")
    return {int(key): -found[row] for row, key in rows}


def _prefix(word):
    return ":*" if len(word) > 1 else ""


def _nearest_postgresql(words, known):
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH known AS (
                SELECT word, count(*) AS pages
                FROM wagtailsearch_indexentry, unnest(tsvector_to_array(autocomplete)) AS word
                WHERE content_type_id = ANY(%s) AND object_id = ANY(%s)
                GROUP BY word
            )
            SELECT DISTINCT ON (typed) typed, word, starts_with(unaccent(word), unaccent(typed))
            FROM unnest(%s::text[]) AS typed, known
            WHERE starts_with(unaccent(word), unaccent(typed))
                OR similarity(unaccent(typed), unaccent(word)) >= %s
                AND length(word) >= %s AND abs(length(word) - length(typed)) <= %s AND pages <= %s
            ORDER BY typed, 3 DESC, similarity(unaccent(typed), unaccent(word)) DESC, word
            """,
            [
                _content_types(),
                known.page_keys,
                words,
                LIKE_ENOUGH,
                SHORTEST_MEANT,
                MOST_LETTERS_APART,
                known.most_pages,
            ],
        )
        return {typed: word for typed, word, is_known in cursor.fetchall() if not is_known}


def _nearest_sqlite(words, known):
    likest = {}
    for typed in words:
        if any(word.startswith(tuple(wording.spellings(typed))) for word in known.pages):
            continue
        meant = [
            (wording.similarity(typed, word), word)
            for word, count in known.pages.items()
            if len(word) >= SHORTEST_MEANT
            and abs(len(word) - len(typed)) <= MOST_LETTERS_APART
            and count <= known.most_pages
        ]
        alike, best = max(meant, default=(0, ""))
        if alike >= LIKE_ENOUGH:
            likest[typed] = best
    return likest
