"""Signals by which the core reaches apps it does not know."""

from django.dispatch import Signal

# Sent once a day by the `due_work` command. Receivers do what their dates ask for, may run
# twice or late without harm, and return a dict of counts for the log.
due_work = Signal()
