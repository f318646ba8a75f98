"""Lets Django's classes be written with their type parameters, as the type checker reads them.

``CharField[str, str]`` means something to mypy and nothing at run time; without this Python
refuses the brackets.
"""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Field, Func, Lookup
from django.forms import ModelChoiceField
from django.forms.formsets import BaseFormSet
from django.forms.models import BaseModelForm
from django.views.generic import View
from django.views.generic.base import TemplateResponseMixin
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.edit import DeletionMixin, FormMixin
from django.views.generic.list import MultipleObjectMixin

CLASSES: tuple[type, ...] = (
    BaseFormSet,
    BaseModelForm,
    DeletionMixin,
    Field,
    FormMixin,
    Func,
    Lookup,
    ModelChoiceField,
    MultipleObjectMixin,
    SingleObjectMixin,
    TemplateResponseMixin,
    UploadedFile,
    View,
)


def _itself(cls: type, _parameters: Any) -> type:
    return cls


def allow_parameters() -> None:
    for each in CLASSES:
        if not hasattr(each, "__class_getitem__"):
            each.__class_getitem__ = classmethod(_itself)  # type: ignore[attr-defined]
