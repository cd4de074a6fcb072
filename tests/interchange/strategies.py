"""Labels as hypothesis draws them."""

from __future__ import annotations

from hypothesis import strategies as st

from app.interchange.labels import LabelledBox, LabelledImage, class_name_fault

CLASS_NAMES = (
    st.text(min_size=1, max_size=12).map(str.strip).filter(lambda name: class_name_fault(name) is None)
)
STEMS = st.text(alphabet="abcXYZ0189-_ .é猫", min_size=1, max_size=10).filter(
    lambda stem: stem == stem.strip(" .") and stem.strip(" .") != ""
)


@st.composite
def boxes(draw: st.DrawFn, width: int, height: int, names: list[str]) -> LabelledBox:
    """A box of at least a hundredth of a pixel a side, on a frame."""
    x1 = draw(st.floats(0, width - 0.01))
    y1 = draw(st.floats(0, height - 0.01))
    x2 = draw(st.floats(min(x1 + 0.01, width), width))
    y2 = draw(st.floats(min(y1 + 0.01, height), height))
    return LabelledBox(draw(st.sampled_from(names)), x1, y1, x2, y2)


@st.composite
def data_sets(draw: st.DrawFn) -> tuple[list[str], list[LabelledImage]]:
    """Class names, and pictures with labels whose stems differ."""
    names = draw(st.lists(CLASS_NAMES, min_size=1, max_size=4, unique=True))
    stems = draw(st.lists(STEMS, min_size=1, max_size=4, unique_by=str.casefold))
    images = []
    for stem in stems:
        width, height = draw(st.integers(1, 20_000)), draw(st.integers(1, 20_000))
        found = draw(st.lists(boxes(width, height, names), max_size=5))
        folder = draw(st.sampled_from(["", "a/", "a/b/"]))
        images.append(LabelledImage(f"{folder}{stem}.jpg", width, height, tuple(found)))
    return names, images
