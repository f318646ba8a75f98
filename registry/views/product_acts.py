"""Products and batches: entering and changing."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages.base import Crumb
from core.pages.filters import valid_ids
from core.pages.forms import FormPage
from registry.forms.product import BatchForm, ProductForm
from registry.models import Product
from registry.policies import require_write_for
from registry.services.products import add_batch, change_product, register_product
from registry.views.products import product_crumb, product_list_crumb
from registry.views.records import WRITE, RegistryAct


class ProductNew(FormPage):
    title = _("Enter a product")
    submit = _("Enter")
    success = _("The product was entered.")
    perms = WRITE
    form_class = ProductForm
    template_name = "registry/product_form.html"

    def crumbs(self) -> list[Crumb]:
        return [product_list_crumb()]

    def initial(self) -> dict[str, Any]:
        return {"holder": next(iter(valid_ids([self.request.GET.get("holder", "")])), None)}

    def act(self, form: Any) -> str:
        product = register_product(**form.cleaned_data, by=self.user, on=self.on)
        return reverse("registry:product-detail", args=[product.uuid])


class ProductAct(RegistryAct):
    """An act on one product."""

    def get_queryset(self) -> QuerySet[Any]:
        return Product.objects.visible_to(self.user).select_related("holder", "bureau")

    def crumbs(self) -> list[Crumb]:
        return [product_list_crumb(), product_crumb(self.record())]

    def address(self) -> str:
        return reverse("registry:product-detail", args=[self.record().uuid])


class ProductEdit(ProductAct):
    title = _("Change a product")
    form_class = ProductForm

    def require(self, record: Any) -> None:
        require_write_for(self.user, record.bureau)

    def initial(self) -> dict[str, Any]:
        product = self.record()
        return {name: getattr(product, name) for name in ProductForm.base_fields}

    def act(self, form: Any) -> str:
        changes = {name: form.cleaned_data[name] for name in form.changed_data}
        change_product(
            self.record(), changes=changes, version=self.version, by=self.user, on=self.on
        )
        return self.address()


class BatchNew(ProductAct):
    title = _("Add a batch")
    submit = _("Add")
    success = _("The batch was added.")
    form_class = BatchForm

    def require(self, record: Any) -> None:
        require_write_for(self.user, self.user.bureau)

    def act(self, form: Any) -> str:
        add_batch(product=self.record(), **form.cleaned_data, by=self.user, on=self.on)
        return self.address()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # A new batch has no version; the product's must not stand for it.
        return {**super().get_context_data(**kwargs), "version": None}
