from django.urls import URLPattern, URLResolver, path

from registry.views import (
    key_lists,
    licences,
    lookups,
    parties,
    party_acts,
    product_acts,
    products,
)

app_name = "registry"

urlpatterns: list[URLPattern | URLResolver] = [
    path("parties/", parties.PartyList.as_view(), name="party-list"),
    path("parties/new/", party_acts.PartyNew.as_view(), name="party-new"),
    path("parties/quick/", party_acts.PartyQuick.as_view(), name="party-quick"),
    path("parties/options/", lookups.PartyOptions.as_view(), name="party-options"),
    path("parties/similar/", lookups.PartySimilar.as_view(), name="party-similar"),
    path("parties/<uuid:id>/", parties.PartyDetail.as_view(), name="party-detail"),
    path("parties/<uuid:id>/change/", party_acts.PartyEdit.as_view(), name="party-edit"),
    path("parties/<uuid:id>/close/", party_acts.PartyClose.as_view(), name="party-close"),
    path("parties/<uuid:id>/key/", party_acts.PartyKey.as_view(), name="party-key"),
    path("parties/<uuid:id>/licences/new/", licences.LicenceNew.as_view(), name="licence-new"),
    path("licences/", licences.LicenceList.as_view(), name="licence-list"),
    path("licences/<uuid:id>/", licences.LicenceDetail.as_view(), name="licence-detail"),
    path("licences/<uuid:id>/renew/", licences.LicenceRenew.as_view(), name="licence-renew"),
    path("licences/<uuid:id>/revoke/", licences.LicenceRevoke.as_view(), name="licence-revoke"),
    path("products/", products.ProductList.as_view(), name="product-list"),
    path("products/new/", product_acts.ProductNew.as_view(), name="product-new"),
    path("products/options/", lookups.ProductOptions.as_view(), name="product-options"),
    path("products/<uuid:id>/", products.ProductDetail.as_view(), name="product-detail"),
    path("products/<uuid:id>/change/", product_acts.ProductEdit.as_view(), name="product-edit"),
    path("products/<uuid:id>/batches/new/", product_acts.BatchNew.as_view(), name="batch-new"),
    path("batches/", products.BatchList.as_view(), name="batch-list"),
    path("batches/options/", lookups.BatchOptions.as_view(), name="batch-options"),
    path("batches/<uuid:id>/", products.BatchDetail.as_view(), name="batch-detail"),
    path("key-lists/", key_lists.KeyListList.as_view(), name="key-list-list"),
    path("key-lists/new/", key_lists.KeyListNew.as_view(), name="key-list-new"),
    path("key-lists/<uuid:id>/", key_lists.KeyListDetail.as_view(), name="key-list-detail"),
    path("key-lists/<uuid:id>/change/", key_lists.KeyListEdit.as_view(), name="key-list-edit"),
    path("key-lists/<uuid:id>/add/", key_lists.KeyListAdd.as_view(), name="key-list-add"),
    path(
        "key-lists/<uuid:id>/remove/", key_lists.KeyListRemove.as_view(), name="key-list-remove"
    ),
]
