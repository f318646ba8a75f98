from registry.models.dossier import DossierItem
from registry.models.keylist import KeyList, KeyListItem
from registry.models.party import Licence, Party, PartyQuerySet
from registry.models.product import Batch, Product

__all__ = [
    "Batch",
    "DossierItem",
    "KeyList",
    "KeyListItem",
    "Licence",
    "Party",
    "PartyQuerySet",
    "Product",
]
