"""Signals by which the core reaches apps it does not know."""

from django.dispatch import Signal

# Sent once a day by the `due_work` command. Receivers do what their dates ask for, may run
# twice or late without harm, and return a dict of counts for the log.
due_work = Signal()

# Sent by `replay_erasures` after a backup was restored, with `references`: a dict from the
# reference of an erased row to whether its words stayed public. Receivers erase their rows among
# these again and return how many.
erase_again = Signal()

# Sent before an account is deleted, with `user` and `erases`: whether the person wants everything
# erased that came from it. Receivers do that, and let go of what only an account can hold.
person_leaves = Signal()
