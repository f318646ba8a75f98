from tests.house.routes import OPEN, Row

RECORDS = {}

ROWS = [
    Row("api:schema", "get", OPEN),
    Row("api:docs", "get", OPEN),
]
