"""Contributions to the same page that seem to say the same."""

import re

from django.db.models import Q

from contributions.models import State

# Danish endings and compounds lie behind the first letters of a word: bænk, bænke, bænken.
STEM = 5
SHORTEST_WORD = 4
MOST_STEMS = 12
MOST_CANDIDATES = 300
LIKE_ENOUGH = 0.2
TITLE_WEIGHT = 3


def similar_to(contribution, limit=3):
    """Return the contributions most like this one that it could be joined with, best first.

    Compared are the beginnings of words, those of the title three times as much. At most 300
    rows are read, the newest of those that share one of the twelve longest words.
    """
    mine = _weights(contribution.title, contribution.text)
    if not mine:
        return []
    shares = Q()
    for stem in sorted(mine, key=lambda stem: (-mine[stem], -len(stem), stem))[:MOST_STEMS]:
        shares |= Q(title__icontains=stem) | Q(text__icontains=stem)
    rows = candidates(contribution).filter(shares).order_by("-pk")[:MOST_CANDIDATES]
    scored = [(_likeness(mine, _weights(row.title, row.text)), row) for row in rows]
    close = [pair for pair in scored if pair[0] >= LIKE_ENOUGH]
    close.sort(key=lambda pair: (-pair[0], pair[1].pk))
    return [row for _score, row in close[:limit]]


def candidates(contribution):
    """Return what a contribution could be joined with: on its page, waiting or published."""
    return (
        type(contribution)
        .objects.filter(
            page_id=contribution.page_id,
            about=None,
            state__in=[State.RECEIVED, State.PUBLISHED],
            suspicion="",
            awaits_confirmation=False,
            administration_only=False,
        )
        .exclude(pk=contribution.pk)
    )


def _weights(title, text):
    """Return how much each stem counts."""
    weights = dict.fromkeys(_stems(text), 1)
    return weights | dict.fromkeys(_stems(title), TITLE_WEIGHT)


def _stems(text):
    words = re.findall(r"[^\W\d_]+", text.lower())
    return [word[:STEM] for word in words if len(word) >= SHORTEST_WORD]


def _likeness(mine, theirs):
    """Return how much two texts share, from 0 to 1 (the weighted Jaccard index)."""
    stems = mine.keys() | theirs.keys()
    shared = sum(min(mine.get(stem, 0), theirs.get(stem, 0)) for stem in stems)
    return shared / sum(max(mine.get(stem, 0), theirs.get(stem, 0)) for stem in stems)
