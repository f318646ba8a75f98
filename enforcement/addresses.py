"""Where records of this app are read."""

from django.urls import reverse

from enforcement.models import Case


def case_address(case: Case) -> str:
    """A case's page: published decisions of other authorities have one of their own."""
    name = "precedent-detail" if case.authority_name else "case-detail"
    return reverse(f"enforcement:{name}", args=[case.uuid])
