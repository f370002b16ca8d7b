"""The example texts, as data: each text stands beside its translation.

Written from what is known of the municipality's work. Contributors are ages, roles and
groups; contacts are roles with addresses under example.org; dates, answers and quotations
are made up, and every page says so.
"""
