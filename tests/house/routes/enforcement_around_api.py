"""The API of what happens around a case; its records are those of the pages."""

from tests.house.routes import SIGNED_IN, Row
from tests.house.routes.enforcement_around import RECEIVER, RECORDS, _api
from tests.house.routes.enforcement_cases import ABOVE, FILES, HEAD, OFFICER, SCOPED

__all__ = ["RECORDS", "ROWS"]

ROWS = [
    Row("api:case-on-the-spot", "post", FILES),
    _api("case-file-papers", OFFICER, "on the spot"),
    _api("case-hand-in-fine", OFFICER, "collected"),
    _api("case-deposit-fine", OFFICER, "handed in"),
    _api("case-close-on-the-spot", OFFICER, "papers missing"),
    _api("case-hand-over", HEAD, "case"),
    _api("case-merge", HEAD, "case"),
    _api("case-split", HEAD, "two violations"),
    _api("case-ask-for-reports", ABOVE, "supervised"),
    _api("case-lift-supervision", ABOVE, "supervised"),
    _api("clue-hand-over", HEAD, "clue"),
    _api("clue-tell-reporter", OFFICER, "concluded clue"),
    Row("api:transfer-list", "get", SIGNED_IN),
    Row("api:transfer-list", "post", SIGNED_IN),
    Row("api:transfer-detail", "get", SCOPED, "proposed"),
    _api("transfer-hand-over", OFFICER, "approved"),
    _api("transfer-record-opened", OFFICER, "handed over"),
    _api("transfer-record-accepted", OFFICER, "authority"),
    _api("transfer-record-declined", OFFICER, "handed over"),
    _api("transfer-ask-reconsideration", OFFICER, "declined"),
    _api("transfer-record-upheld", OFFICER, "reconsidering"),
    _api("transfer-ask-procuratorate", OFFICER, "declined"),
    _api("transfer-hand-over-items", OFFICER, "opened"),
    _api("transfer-take-back", OFFICER, "opened"),
    Row("api:hand-over-list", "get", SIGNED_IN),
    Row("api:hand-over-detail", "get", SCOPED, "offer"),
    _api("hand-over-accept", RECEIVER, "offer"),
    _api("hand-over-reject", RECEIVER, "offer"),
    _api("hand-over-withdraw", HEAD, "offer"),
    _api("hand-over-submit-jurisdiction", HEAD, "offer"),
    _api("hand-over-designate", HEAD, "submitted"),
    Row("api:assistance-list", "get", SIGNED_IN),
    Row("api:assistance-list", "post", SIGNED_IN),
    Row("api:assistance-detail", "get", SCOPED, "asked"),
    _api("assistance-assign", HEAD, "incoming"),
    _api("assistance-extend", HEAD, "incoming"),
    _api("assistance-reply", OFFICER, "asked"),
    _api("assistance-withdraw", OFFICER, "asked"),
    Row("api:supervision-list", "get", SIGNED_IN),
    Row("api:supervision-detail", "get", SCOPED, "supervision"),
    _api("supervision-report", OFFICER, "supervision"),
]
