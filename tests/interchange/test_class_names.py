"""Lists of class names in the files in which they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.interchange.class_names import read_class_names
from app.interchange.labels import InterchangeError


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("classes.txt", "gull\ngrey seal\n"),
        ("data.yaml", "nc: 2\nnames: [gull, grey seal]\n"),
        ("list.json", '["gull", "grey seal"]'),
        ("numbers.json", '{"1": "grey seal", "0": "gull"}'),
        ("model.json", '{"classes": [{"id": 1, "name": "gull"}, {"id": 2, "name": "grey seal"}]}'),
        ("coco.json", '{"categories": [{"id": 9, "name": "grey seal"}, {"id": 4, "name": "gull"}]}'),
    ],
)
def test_names_in_their_order(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    assert read_class_names(path) == ["gull", "grey seal"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "7", "null", '"gull"', "[1]", '[" "]', '{"a": "gull"}', '[{"name": "gull"}]', "[" * 9000],
)
def test_what_is_no_list_is_refused_with_the_file(tmp_path: Path, text: str) -> None:
    path = tmp_path / "names.json"
    path.write_text(text)
    with pytest.raises(InterchangeError, match=r"names\.json .*\.$"):
        read_class_names(path)
