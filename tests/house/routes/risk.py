from tests.factories.registry import make_party
from tests.house.routes import READERS, Row, only

RECORDS = {"graded_party": lambda world: {"id": make_party().uuid}}

# Officers who run campaigns grade; the one of another city may not grade this party.
GRADERS = only("province")
GRADE = {"year": 2026, "risk_class": "C", "reason": "两次整改"}

ROWS = [
    Row("risk:party-grades", "get", READERS, "graded_party"),
    Row("risk:party-grade", "get", GRADERS, "graded_party"),
    Row("risk:party-grade", "post", GRADERS, "graded_party", GRADE),
    Row("api:party-grades", "get", READERS, "graded_party"),
    Row("api:party-grades", "post", GRADERS, "graded_party", GRADE),
]
