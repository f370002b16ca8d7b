"""What people say about an idea: moderated as the rest, and shown beneath it."""

from contributions.services.submissions import submit, submit_as_new


def comment(about, page, fields, *, token, **options):
    """Store a comment on a published idea of a page, exactly once, and return it.

    `fields` holds text, name, email and age_band; the other options and what is raised are those
    of `submit`, and `Closed` also where the idea takes no comments now.
    """
    return submit(page, fields, token=token, about=about, **options)


def comment_as_new(about, page, fields, *, token, **options):
    """Store a comment that came with a form that was sent before, as another one."""
    return submit_as_new(page, fields, token=token, about=about, **options)
