"""Several codes of one vocabulary in one column, searchable alike on both databases."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.lookups import Lookup
from django.db.models.sql.compiler import SQLCompiler


class CodesField(models.CharField[Any, Any]):
    """A tuple of codes, stored as ``,drug,device,``; ``field__has="drug"`` finds one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("default", ())
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: str | None, *_args: Any) -> tuple[str, ...]:
        return self.to_python(value)

    def to_python(self, value: Any) -> tuple[str, ...]:
        if value is None:
            return ()
        parts = value.split(",") if isinstance(value, str) else value
        return tuple(str(part) for part in parts if part)

    def get_prep_value(self, value: Any) -> str:
        codes = dict.fromkeys(self.to_python(value))
        return f",{','.join(codes)}," if codes else ""

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value: Iterable[str], model_instance: models.Model | None) -> None:
        known = {code for code, _label in self.flatchoices}
        for code in value:
            if known and code not in known:
                super().validate(code, model_instance)

    def run_validators(self, value: Any) -> None:
        super().run_validators(self.get_prep_value(value))


@CodesField.register_lookup
class Has(Lookup[str]):
    """One code is among those of the column."""

    lookup_name = "has"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*params, f"%,{self.rhs},%"]
