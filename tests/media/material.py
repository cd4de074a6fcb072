"""Pictures and videos that the tests of media make themselves."""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import pytest

from app.media.opencv import cv2
from retinanet_core.types import Image

RED, GREEN, BLUE, YELLOW = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0)


def quarters(width: int = 48, height: int = 32) -> Image:
    """Red and green above blue and yellow: no turn or mirroring leaves it as it is."""
    picture = np.empty((height, width, 3), np.uint8)
    top, left = height // 2, width // 2
    picture[:top, :left], picture[:top, left:] = RED, GREEN
    picture[top:, :left], picture[top:, left:] = BLUE, YELLOW
    return picture


def noise(width: int, height: int, seed: int = 0) -> Image:
    """Random pixels: every one of them tells whether it stayed where it was."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def save(path: Path, picture: Image, **options: Any) -> Path:
    """Write a picture with Pillow and hand back its path."""
    PIL.Image.fromarray(picture).save(path, **options)
    return path


def png_chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG file, with its checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_header(width: int, height: int) -> bytes:
    """The beginning of an 8-bit RGB PNG of any size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header)


def write_video(path: Path, frames: list[Image], fps: float = 10.0) -> Path:
    """A motion JPEG video, written without any tool beside OpenCV."""
    height, width = frames[0].shape[:2]
    plain = path.with_name("being-written.avi")
    writer = cv2.VideoWriter(str(plain), cv2.VideoWriter.fourcc(*"MJPG"), fps, (width, height))
    assert writer.isOpened()
    for frame in frames:
        writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))
    writer.release()
    plain.rename(path)
    return path


def blocks(count: int, width: int = 64, height: int = 48) -> list[Image]:
    """Frames that survive compression told apart: each a coarse random pattern."""
    frames = []
    for seed in range(count):
        coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), np.uint8)
        frames.append(coarse.repeat(8, 0).repeat(8, 1))
    return frames


def require_tool(name: str) -> str:
    """The path of ffmpeg or ffprobe, or a skip: they check the program and are no part of it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def ffmpeg(*arguments: str) -> bytes:
    """What ffmpeg writes to its standard output."""
    command = [require_tool("ffmpeg"), "-v", "error", "-y", *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout


def presentation_times(path: Path) -> list[float]:
    """The time of each frame in milliseconds from the first, as ffprobe tells."""
    command = [require_tool("ffprobe"), "-v", "quiet", "-select_streams", "v:0"]
    command += ["-show_entries", "frame=pts_time", "-of", "csv=p=0", str(path)]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    times = [float(line.split(",")[0]) * 1000 for line in lines if line.strip(",")]
    return [time - times[0] for time in times]
