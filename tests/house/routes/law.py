from tests.house.routes import SIGNED_IN, Row

# The law is open to everybody signed in; an entry is data, no record.
RECORDS = {
    "period": lambda world: {"id": "case_handling_period"},
    "provision": lambda world: {"id": "drug_fake_production_sale"},
}

PAGES = [
    Row("law:period-list", "get", SIGNED_IN),
    Row("law:period-options", "get", SIGNED_IN),
    Row("law:period", "get", SIGNED_IN, "period"),
    Row("law:provision-list", "get", SIGNED_IN),
    Row("law:provision-options", "get", SIGNED_IN),
    Row("law:provision", "get", SIGNED_IN, "provision"),
    Row("law:deadline", "get", SIGNED_IN),
    Row("law:penalty-range", "get", SIGNED_IN),
]

API = [
    Row("api:law-period-list", "get", SIGNED_IN),
    Row("api:law-period-detail", "get", SIGNED_IN, "period"),
    Row("api:law-provision-list", "get", SIGNED_IN),
    Row("api:law-provision-detail", "get", SIGNED_IN, "provision"),
    Row("api:law-deadline", "post", SIGNED_IN),
    Row("api:law-penalty-range", "post", SIGNED_IN),
]

ROWS = [*PAGES, *API]
