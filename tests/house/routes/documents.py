from enforcement.models import Clue
from tests.factories.documents import make_document
from tests.house.routes import OWN_TREE, READERS, Row, World


def document(world: World):
    """A document of a record of 雁塔; whoever reads the record reads it."""
    return make_document(Clue.top(bureau=world.tree.yanta, unit=world.tree.unit("yanta")))


RECORDS = {"document": lambda world: {"id": document(world).uuid}}

# Administrators do not read records at all.
ONE = OWN_TREE.but(sysadmin="no", secadmin="no")

ROWS = [
    Row("documents:document-list", "get", READERS),
    Row("documents:document-detail", "get", ONE, "document"),
    Row("documents:document-print", "get", ONE, "document"),
    Row("api:document-list", "get", READERS),
    Row("api:document-detail", "get", ONE, "document"),
]
