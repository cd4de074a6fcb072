"""The harness itself: a screen with a window manager comes up and can be photographed."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from tests.e2e.driver import Screen, require_tools, wait_until


@pytest.mark.window
def test_a_screen_of_the_size_asked_for(tmp_path: Path) -> None:
    require_tools()
    with Screen(640, 400) as screen:
        shot = screen.screenshot(tmp_path / "screen.png")
        screen.xdotool("mousemove", "123", "45")
        assert "x:123 y:45" in screen.xdotool("getmouselocation")
    picture = cv2.imdecode(np.fromfile(shot, np.uint8), cv2.IMREAD_COLOR)
    assert picture.shape == (400, 640, 3)


def test_waiting_gives_up_with_a_sentence() -> None:
    with pytest.raises(TimeoutError, match="waited 0 s for the moon"):
        wait_until("the moon", lambda: False, 0.1)
