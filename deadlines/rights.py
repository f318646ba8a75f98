"""Limits of the party that only close a right: nobody is late when they end.

They run silently, are nobody's overdue limit, and end by themselves after their last day.
"""

RIGHTS = frozenset(
    {
        "statement_defence_window",
        "hearing_request_window",
        "drug_retest_application",
        "device_retest_application",
        "cosmetic_retest_application",
        "administrative_review_application",
        "litigation_direct",
    }
)
