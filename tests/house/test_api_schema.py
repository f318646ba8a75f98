"""The description of the API is made without a guess: clients are generated from it."""

from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator


def test_schema_is_generated_without_a_warning():
    with GENERATOR_STATS.silence():
        GENERATOR_STATS.reset()
        schema = SchemaGenerator().get_schema(request=None, public=True)
        warned = [*GENERATOR_STATS._warn_cache, *GENERATOR_STATS._error_cache]

    assert schema["paths"]
    assert warned == []
