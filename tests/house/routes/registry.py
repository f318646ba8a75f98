from tests.factories.registry import (
    make_batch,
    make_key_list,
    make_licence,
    make_party,
    make_product,
)
from tests.house.routes import READERS, Row, World, only

WRITERS = only("other_county", "other_city", "own", "co_bureau", "province")
# The registry is read by all; a party is written by its bureaus alone.
OWNERS = only("own", "province")


def product(world: World):
    return make_product(by=world.people["own"])


RECORDS = {
    "party": lambda world: {"id": make_party().uuid},
    "licence": lambda world: {"id": make_licence(make_party()).uuid},
    "product": lambda world: {"id": product(world).uuid},
    "batch": lambda world: {"id": make_batch(product(world)).uuid},
    "key_list": lambda world: {"id": make_key_list(bureau=world.tree.yanta).uuid},
}

REASON = {"reason": "核实"}
RENEWAL = {"issued_on": "2026-01-05", "expires_on": "2034-01-04"}
REVOCATION = {"revoked_on": "2026-01-05", **REASON}
KEY_MARK = {"is_key": True, **REASON}
RENAMED = {"name": "新名"}

PAGES = [
    Row("registry:party-list", "get", READERS),
    Row("registry:party-detail", "get", READERS, "party"),
    Row("registry:party-options", "get", READERS),
    Row("registry:product-options", "get", READERS),
    Row("registry:batch-options", "get", READERS),
    Row("registry:licence-list", "get", READERS),
    Row("registry:licence-detail", "get", READERS, "licence"),
    Row("registry:product-list", "get", READERS),
    Row("registry:product-detail", "get", READERS, "product"),
    Row("registry:batch-list", "get", READERS),
    Row("registry:batch-detail", "get", READERS, "batch"),
    Row("registry:key-list-list", "get", READERS),
    Row("registry:key-list-detail", "get", READERS, "key_list"),
    Row("registry:party-similar", "get", WRITERS),
]

FORMS = [
    Row(f"registry:{name}", method, access, record)
    for method in ("get", "post")
    for name, access, record in (
        ("party-new", WRITERS, ""),
        ("party-quick", WRITERS, ""),
        ("party-edit", OWNERS, "party"),
        ("party-close", OWNERS, "party"),
        ("party-key", OWNERS, "party"),
        ("licence-new", OWNERS, "party"),
        ("licence-renew", OWNERS, "licence"),
        ("licence-revoke", OWNERS, "licence"),
        ("product-new", WRITERS, ""),
        ("product-edit", OWNERS, "product"),
        ("batch-new", WRITERS, "product"),
        ("key-list-new", WRITERS, ""),
        ("key-list-edit", OWNERS, "key_list"),
        ("key-list-add", OWNERS, "key_list"),
        ("key-list-remove", OWNERS, "key_list"),
    )
]

API = [
    *(
        Row(f"api:{noun}-{view}", "get", READERS, record)
        for noun, record in (
            ("party", "party"),
            ("licence", "licence"),
            ("product", "product"),
            ("batch", "batch"),
            ("key-list", "key_list"),
        )
        for view, record in (("list", ""), ("detail", record))
    ),
    *(
        Row(f"api:{noun}-list", "post", WRITERS)
        for noun in ("party", "licence", "product", "batch", "key-list")
    ),
    # Without If-Match: whoever may write anything at all is told to send it.
    *(
        Row(f"api:{noun}-detail", "patch", WRITERS, record, RENAMED)
        for noun, record in (
            ("party", "party"),
            ("product", "product"),
            ("key-list", "key_list"),
        )
    ),
    Row("api:party-similar", "get", READERS),
    Row("api:party-close", "post", OWNERS, "party", REASON),
    Row("api:party-mark-key", "post", OWNERS, "party", KEY_MARK),
    Row("api:licence-renew", "post", OWNERS, "licence", RENEWAL),
    Row("api:licence-revoke", "post", OWNERS, "licence", REVOCATION),
    Row("api:key-list-items", "get", READERS, "key_list"),
    Row("api:key-list-add-items", "post", OWNERS, "key_list", REASON),
    Row("api:key-list-remove-items", "post", OWNERS, "key_list", {"items": [1], **REASON}),
]

ROWS = [*PAGES, *FORMS, *API]
