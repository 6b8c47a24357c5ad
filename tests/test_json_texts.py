"""JSON texts put together from ready-made ones: the same as if all were encoded at once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import atlas
from geo.export.geojson_file import feature_members, feature_texts
from geo.export.json_text import Ready, ReadyArray, dump, object_text

values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda part: st.lists(part, max_size=3))


@pytest.mark.slow
@given(st.dictionaries(st.text(), values, max_size=5), st.lists(values, max_size=4), st.text(max_size=3))
def test_a_text_of_parts_is_the_text_of_the_whole(members: dict[str, Any], items: list[Any], name: str) -> None:
    ready = {key: Ready(dump(value)) for key, value in members.items()}
    assert object_text(ready) == object_text(members) == dump(members)
    text = object_text({**ready, name: ReadyArray(dump(item) for item in items)}, "\n")
    assert json.loads(text) == {**members, name: items}
    assert text.endswith("}\n")


def test_what_is_not_ready_is_encoded() -> None:
    assert object_text({'"': '"'}) == '{"\\"":"\\""}'
    with pytest.raises(ValueError, match="not JSON compliant"):
        object_text({"x": float("nan")})


@pytest.mark.slow
def test_one_feature_alone_reads_as_it_does_among_the_others() -> None:
    for layer in atlas().layers.values():
        texts = feature_texts(layer)
        for position in {0, len(texts) // 2, len(texts) - 1} if texts else ():
            assert object_text(feature_members(layer, position)) == texts[position]
