"""Published weights: fetched from a real server on this computer that misbehaves in every way we could think of."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from retinanet_core import paths
from retinanet_core.errors import Cancelled, WeightsError
from retinanet_core.published import lock
from retinanet_core.published.download import Patience
from retinanet_core.published.http_answer import _SafeRedirects
from retinanet_core.published.sentences import in_mebibytes
from retinanet_core.published.store import adopt, fetch, installed, is_present, obtain
from retinanet_core.published.table import MIB, PUBLISHED, PublishedWeights, find
from tests.core.weights_server import (
    DATA,
    OTHER,
    Answer,
    Handler,
    Server,
    breaks_after,
    closed_port,
    endless,
    entry_at,
    honest,
    plain,
    serving,
    stalls_after,
    without_ranges,
)

QUICK = Patience(stall=0.3, tries=3, pause=0.0)
HALF = 150_000


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "weights"


@pytest.fixture(autouse=True)
def no_proxy_of_this_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def seen(folder: Path) -> set[str]:
    """What lies in a folder, but for the empty lock files."""
    return {path.name for path in folder.iterdir() if path.suffix != ".lock"} if folder.exists() else set()


def failure(entry: PublishedWeights, folder: Path, patience: Patience = QUICK) -> str:
    """The sentence that fetching ends with; whatever went wrong, no file has its final name."""
    with pytest.raises(WeightsError) as caught:
        fetch(entry, folder, patience=patience)
    assert not (folder / entry.file_name).exists()
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    return caught.value.message


# The table


def test_the_table_says_what_torchvision_says() -> None:
    from torchvision.models import get_model_weights

    models = {entry.name: entry.name.removesuffix("_coco").removesuffix("_imagenet") for entry in PUBLISHED}
    for entry in PUBLISHED:
        weights = [w for w in get_model_weights(models[entry.name]) if w.url == entry.url]
        assert [w.meta["_file_size"] for w in weights] == [entry.mebibytes]
        assert entry.file_name.endswith(f"-{entry.sha256_start}.pth")
        assert len(entry.sha256_start) == 8
        assert "PyTorch states no licence" in entry.licence
        assert entry.smallest_bytes < entry.mebibytes * MIB < entry.largest_bytes
    assert len({entry.name for entry in PUBLISHED}) == len(PUBLISHED) == 7
    assert [entry.name for entry in PUBLISHED if entry.kind == "detector"] == [
        "retinanet_resnet50_fpn_coco",
        "retinanet_resnet50_fpn_v2_coco",
    ]


def test_weights_are_found_by_name() -> None:
    assert find("resnet18_imagenet").url == "https://download.pytorch.org/models/resnet18-f37072fd.pth"
    with pytest.raises(
        WeightsError, match=r"no published weights resnet9; there are retinanet_resnet50_fpn_coco, "
    ):
        find("resnet9")


def test_listing_and_fetching_import_no_torch() -> None:
    code = "import sys, retinanet_core.published.store; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_weights_are_kept_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOVEATE_HOME", str(tmp_path))
    assert paths.weights_dir() == tmp_path / "data" / "weights"
    monkeypatch.delenv("FOVEATE_HOME")
    assert paths.weights_dir().parent == paths.data_dir() != paths.cache_dir()


# What should happen


def test_a_file_is_fetched_checked_and_recorded(server: Server, folder: Path) -> None:
    entry = entry_at(server.url)
    told: list[tuple[int, int]] = []
    path = fetch(entry, folder, progress=lambda done, total: told.append((done, total)), patience=QUICK)
    assert path.read_bytes() == DATA
    assert seen(folder) == {"tiny.pth", "tiny.pth.sha256.json"}
    assert hashlib.sha256(DATA).hexdigest() in (folder / "tiny.pth.sha256.json").read_text()
    assert told == sorted(told)
    assert told[-1] == (len(DATA), len(DATA))
    assert server.asked[0][0] == "/models/tiny.pth"
    assert server.asked[0][1]["User-Agent"].startswith("Foveate/")
    assert is_present(entry, folder)
    assert installed(entry, folder) == path


def test_what_is_there_is_not_asked_for(server: Server, folder: Path) -> None:
    entry = entry_at(server.url)
    assert installed(entry, folder) is None
    first = fetch(entry, folder, patience=QUICK)
    assert fetch(entry, folder, patience=QUICK) == first
    assert len(server.asked) == 1


@pytest.mark.parametrize("first", [breaks_after(HALF), stalls_after(HALF)])
def test_after_a_lost_connection_only_the_rest_is_fetched(
    server: Server, folder: Path, first: Answer
) -> None:
    server.answers = [first, honest()]
    told: list[int] = []
    path = fetch(entry_at(server.url), folder, progress=lambda done, _: told.append(done), patience=QUICK)
    assert path.read_bytes() == DATA
    assert server.ranges() == ["", f"bytes={HALF}-"]
    assert server.asked[1][1]["If-Range"] == '"first"'
    assert server.sent == [HALF, len(DATA) - HALF]
    assert told == sorted(told)


def test_each_try_goes_on_where_the_one_before_stopped(server: Server, folder: Path) -> None:
    def a_third(handler: Handler) -> None:
        start = len(server.asked[:-1]) * 100_000
        place = f"bytes {start}-{len(DATA) - 1}/{len(DATA)}"
        handler.begin(206, Content_Length=len(DATA) - start, Content_Range=place, ETag=server.etag)
        handler.body(DATA[start : start + 100_000])

    server.answers = [breaks_after(100_000), a_third, a_third]
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert server.sent == [100_000] * 3


def test_a_date_tells_files_apart_where_there_is_no_strong_etag(server: Server, folder: Path) -> None:
    date = "Wed, 01 Jan 2025 00:00:00 GMT"
    server.answers = [breaks_after(HALF, ETag='W/"weak"', Last_Modified=date), honest()]
    server.etag = date
    fetch(entry_at(server.url), folder, patience=QUICK)
    assert server.asked[1][1]["If-Range"] == date
    assert server.sent[1] == len(DATA) - HALF


@pytest.mark.parametrize(
    ("second", "requests"),
    [
        pytest.param(without_ranges(), 2, id="ignores Range"),
        pytest.param(plain(416), 3, id="cannot satisfy it"),
        pytest.param(plain(206, DATA[7:], Content_Range=f"bytes 7-299999/{len(DATA)}"), 3, id="other place"),
        pytest.param(plain(206, DATA[HALF:], Content_Range=f"bytes {HALF}-9/10"), 3, id="other length"),
        pytest.param(
            plain(206, OTHER[HALF:], Content_Range=f"bytes {HALF}-299999/{len(DATA)}", ETag='"new"'),
            3,
            id="part of a new file",
        ),
        pytest.param(plain(206, DATA[HALF:]), 3, id="does not say what part"),
    ],
)
def test_where_the_rest_cannot_be_had_all_is_fetched(
    server: Server, folder: Path, second: Answer, requests: int
) -> None:
    server.answers = [breaks_after(HALF), second, without_ranges()]
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert len(server.asked) == requests
    assert server.ranges()[1] == f"bytes={HALF}-"
    assert server.ranges()[2:] == [""] * (requests - 2)
    assert seen(folder) == {"tiny.pth", "tiny.pth.sha256.json"}


def test_without_a_validator_nothing_is_pieced_together(server: Server, folder: Path) -> None:
    server.answers = [breaks_after(HALF, ETag=""), without_ranges()]
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert server.ranges() == ["", ""]


def test_a_file_that_changed_in_between_is_fetched_anew(server: Server, folder: Path) -> None:
    def changed(handler: Handler) -> None:
        server.etag = '"second"'
        honest(OTHER)(handler)

    server.answers = [breaks_after(HALF), changed]
    assert fetch(entry_at(server.url, OTHER), folder, patience=QUICK).read_bytes() == OTHER
    assert server.asked[1][1]["If-Range"] == '"first"'
    assert server.sent == [HALF, len(OTHER)]


def test_an_error_of_the_moment_is_waited_out(server: Server, folder: Path) -> None:
    server.answers = [plain(503), breaks_after(HALF), honest()]
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert len(server.asked) == 3


def test_redirections_are_followed(server: Server, folder: Path) -> None:
    server.answers = [plain(302, Location=f"{server.url}/elsewhere"), honest()]
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert server.asked[1][0] == "/elsewhere"


def test_a_stopped_download_goes_on_at_the_next_start(server: Server, folder: Path) -> None:
    server.answers = [stalls_after(HALF), honest()]
    arrived: list[int] = []
    began = time.monotonic()
    with pytest.raises(Cancelled):
        fetch(
            entry_at(server.url),
            folder,
            progress=lambda done, _: arrived.append(done),
            cancelled=lambda: bool(arrived) and arrived[-1] == HALF,
            patience=Patience(stall=60),
        )
    assert time.monotonic() - began < 50  # not when the stall is over
    assert seen(folder) == {"tiny.pth.part", "tiny.pth.part.json"}
    assert (folder / "tiny.pth.part").read_bytes() == DATA[:HALF]
    assert not is_present(entry_at(server.url), folder)
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert server.sent == [HALF, len(DATA) - HALF]


def test_waiting_between_tries_can_be_stopped(server: Server, folder: Path) -> None:
    server.answers = [plain(503)]
    with pytest.raises(Cancelled):
        fetch(
            entry_at(server.url),
            folder,
            cancelled=lambda: len(server.asked) == 1,
            patience=Patience(stall=1, tries=2, pause=60),
        )


def test_a_whole_part_is_only_checked_and_named(server: Server, folder: Path) -> None:
    """As when the program was killed between the last byte and the new name."""
    server.answers = [stalls_after(len(DATA))]
    arrived: list[int] = []
    with pytest.raises(Cancelled):
        fetch(
            entry_at(server.url),
            folder,
            progress=lambda done, _: arrived.append(done),
            cancelled=lambda: bool(arrived) and arrived[-1] == len(DATA),
            patience=QUICK,
        )
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
    assert len(server.asked) == 1


# What should not


def test_wrong_bytes_are_thrown_away(server: Server, folder: Path) -> None:
    server.answers = [honest(OTHER), honest()]
    assert "What 127.0.0.1 sent is not tiny: its SHA-256 begins with " in failure(
        entry_at(server.url), folder
    )
    assert seen(folder) == set()
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA


def test_a_part_that_was_damaged_is_thrown_away(server: Server, folder: Path) -> None:
    server.answers = [breaks_after(HALF)]
    failure(entry_at(server.url), folder, Patience(stall=1, tries=1))
    (folder / "tiny.pth.part").write_bytes(OTHER[:HALF])
    server.answers = [honest()]
    assert "thrown away" in failure(entry_at(server.url), folder)
    assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA


def test_a_part_of_something_else_is_not_gone_on_with(server: Server, folder: Path) -> None:
    folder.mkdir()
    (folder / "tiny.pth.part").write_bytes(OTHER)
    for note in ("", "{", '{"url":"http://127.0.0.1/other","validator":"x","total":300000}'):
        (folder / "tiny.pth.part.json").write_text(note)
        assert fetch(entry_at(server.url), folder, patience=QUICK).read_bytes() == DATA
        (folder / "tiny.pth").rename(folder / "tiny.pth.part")
    assert server.ranges() == [""] * 3


def test_a_length_that_never_comes(server: Server, folder: Path) -> None:
    server.answers = [breaks_after(len(DATA), Content_Length=len(DATA) + 100)]
    sentence = failure(entry_at(server.url), folder)
    assert sentence.startswith(
        "127.0.0.1 did not send tiny in 3 tries (the connection broke off at the last); what has arrived is kept"
    )


def test_a_length_that_is_too_short(server: Server, folder: Path) -> None:
    server.answers = [breaks_after(len(DATA), Content_Length=len(DATA) - 100)]
    assert "thrown away" in failure(entry_at(server.url), folder)
    assert seen(folder) == set()


def test_more_than_was_stated_is_not_taken(server: Server, folder: Path) -> None:
    server.answers = [endless]
    sentence = failure(entry_at(server.url), folder)
    assert "sent more for tiny than the 0.3 MiB that its publisher states" in sentence
    assert seen(folder) == set()
    assert len(server.asked) == 1


@pytest.mark.parametrize("size", [10_000, 10_000_000])
def test_a_file_of_another_size_is_not_even_begun(server: Server, folder: Path, size: int) -> None:
    server.answers = [breaks_after(10, Content_Length=size)]
    sentence = failure(entry_at(server.url), folder)
    assert f"offers {in_mebibytes(size)} for tiny, but its publisher states 0.3 MiB" in sentence
    assert seen(folder) == set()


def test_a_missing_file_is_told_at_once(server: Server, folder: Path) -> None:
    server.answers = [plain(404, b"gone")]
    assert "127.0.0.1 answered with error 404 instead of sending tiny" in failure(
        entry_at(server.url), folder
    )
    assert len(server.asked) == 1


def test_a_broken_server_is_tried_a_few_times(server: Server, folder: Path) -> None:
    server.answers = [breaks_after(HALF), plain(500)]
    assert "in 3 tries (it answered with error 500 at the last)" in failure(entry_at(server.url), folder)
    assert len(server.asked) == 3
    assert (folder / "tiny.pth.part").stat().st_size == HALF  # an error is no reason to forget what is here


def test_a_silent_server_is_given_up(server: Server, folder: Path) -> None:
    server.answers = [stalls_after(HALF), lambda _: server.closing.wait(10) and None]
    sentence = failure(entry_at(server.url), folder, Patience(stall=0.2, tries=2, pause=0))
    assert "did not send tiny in 2 tries (nothing came for" in sentence


def test_a_server_that_never_answered_is_not_asked_again(server: Server, folder: Path) -> None:
    """As behind a firewall that drops what it does not like."""
    server.answers = [lambda _: server.closing.wait(10) and None]
    sentence = failure(entry_at(server.url), folder, Patience(stall=0.2, pause=60))
    assert "127.0.0.1 cannot be reached, so tiny was not fetched; check the network and the proxy" in sentence
    assert len(server.asked) == 1


def test_without_a_network_the_way_round_is_told(folder: Path) -> None:
    entry = entry_at(f"http://127.0.0.1:{closed_port()}")
    began = time.monotonic()
    sentence = failure(entry, folder, Patience(pause=60))
    assert time.monotonic() - began < 50  # trying again would not help
    assert sentence == (
        "127.0.0.1 cannot be reached, so tiny was not fetched; check the network and the proxy, or fetch "
        f'{entry.url} on another computer and run "foveate fetch-weights tiny --from FILE" here.'
    )


@pytest.mark.parametrize("url", ["http://example.org", "ftp://127.0.0.1", "file:///etc"])
def test_only_safe_addresses_are_fetched(folder: Path, url: str) -> None:
    assert "is not an https address" in failure(entry_at(url), folder)


def test_redirections_to_unsafe_addresses_are_not_followed(server: Server, folder: Path) -> None:
    server.answers = [plain(302, Location="http://example.org/tiny.pth")]
    assert "http://example.org/tiny.pth is not an https address" in failure(entry_at(server.url), folder)


def test_the_world_does_not_lead_to_this_computer() -> None:
    here = "http://localhost/tiny.pth"
    asked = urllib.request.Request("https://weights.invalid")
    for local in (True, False):
        redirects = _SafeRedirects(local=local)
        expected = contextlib.nullcontext() if local else pytest.raises(WeightsError, match="not an https")
        with expected:
            redirects.redirect_request(asked, io.BytesIO(), 302, "", Message(), here)


def test_a_certificate_must_be_valid(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import ssl
    import urllib.error
    import urllib.request

    def refuse(*_: object, **__: object) -> None:
        raise urllib.error.URLError(ssl.SSLCertVerificationError("self-signed"))

    monkeypatch.setattr(urllib.request.HTTPHandler, "http_open", refuse)
    assert "The certificate of 127.0.0.1 is not valid here" in failure(entry_at(server.url), folder)


# Proxies


def test_the_proxy_of_the_environment_is_used(
    server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.answers = [breaks_after(HALF), honest()]
    entry = entry_at(f"http://localhost:{closed_port()}")
    assert fetch(entry, folder, patience=QUICK).read_bytes() == DATA
    assert [path for path, _ in server.asked] == [entry.url] * 2
    assert server.ranges() == ["", f"bytes={HALF}-"]


def test_a_proxy_that_refuses_is_told(server: Server, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", server.url)
    assert "check the network and the proxy" in failure(entry_at("https://weights.invalid"), folder)
    assert [path for path, _ in server.asked] == ["weights.invalid:443"]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("http:/me:secret@proxy", "The proxy for https addresses is not set to an address such as"),
        ("http://proxy:port", "check the network and the proxy"),
    ],
)
def test_a_proxy_that_is_no_address_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, setting: str, sentence: str
) -> None:
    monkeypatch.setenv("https_proxy", setting)
    told = failure(entry_at("https://weights.invalid"), folder, Patience(pause=60))
    assert sentence in told
    assert "secret" not in told


# Disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB; only the administrator can have one."""
    mounted = tmp_path / "disk"
    mounted.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "foveate-test", mounted]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here")
    yield mounted
    subprocess.run(["umount", "-l", mounted], check=True)


def test_a_full_disk_is_told_and_costs_nothing_that_came(server: Server, small_disk: Path) -> None:
    filler = small_disk / "filler"
    filler.write_bytes(bytes(450_000))
    folder = small_disk / "weights"
    entry = entry_at(server.url)
    assert f"The disk that holds {folder} is full, so tiny was not stored" in failure(entry, folder)
    here = (folder / "tiny.pth.part").stat().st_size
    assert 0 < here < len(DATA)
    filler.unlink()
    assert fetch(entry, folder, patience=QUICK).read_bytes() == DATA
    assert server.ranges() == ["", f"bytes={here}-"]


def test_a_write_protected_disk_is_told(server: Server, small_disk: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.pth"
    given.write_bytes(DATA)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert "is not allowed, so tiny was not stored" in failure(entry_at(server.url), small_disk)
    with pytest.raises(WeightsError, match="is not allowed"):
        adopt(entry_at(server.url), given, small_disk)
    assert server.asked == []


@contextlib.contextmanager
def files_up_to(size: int) -> Iterator[None]:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on file sizes")
def test_a_file_that_may_not_grow(server: Server, folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.pth"
    given.write_bytes(DATA)
    entry = entry_at(server.url)
    with files_up_to(100_000):
        assert "is full" in failure(entry, folder)
        with pytest.raises(WeightsError, match="is full"):
            adopt(entry, given, folder)
    assert seen(folder) == {"tiny.pth.part", "tiny.pth.part.json"}
    assert fetch(entry, folder, patience=QUICK).read_bytes() == DATA


def test_a_folder_that_cannot_be_made_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "cannot be written" in failure(entry_at(server.url), tmp_path / "file" / "weights")
    assert server.asked == []


def test_two_programs_do_not_write_the_same_file(server: Server, folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "given.pth"
    given.write_bytes(DATA)
    folder.mkdir()
    with lock.held(folder / ".tiny.pth.lock") as ours:
        assert ours
        assert "Another program is fetching tiny" in failure(entry_at(server.url), folder)
        with pytest.raises(WeightsError, match="Another program"):
            adopt(entry_at(server.url), given, folder)
    fetch(entry_at(server.url), folder, patience=QUICK)


# Files that were brought, and what was recorded


def test_a_file_that_was_brought_is_checked_and_copied(folder: Path, tmp_path: Path) -> None:
    given = tmp_path / "from the other computer.pth"
    given.write_bytes(DATA)
    folder.mkdir()
    (folder / "tiny.pth.part").write_bytes(b"begun")
    entry = entry_at("https://weights.invalid")
    assert adopt(entry, given, folder).read_bytes() == DATA
    assert given.exists()
    assert seen(folder) == {"tiny.pth", "tiny.pth.sha256.json"}
    assert installed(entry, folder) == folder / "tiny.pth"
    assert adopt(entry, folder / "tiny.pth", folder).read_bytes() == DATA  # also where it is itself


def test_a_brought_file_that_is_not_it_is_refused(folder: Path, tmp_path: Path) -> None:
    entry = entry_at("https://weights.invalid")
    given = tmp_path / "given.pth"
    for content, complaint in ((OTHER, "SHA-256 begins with"), (b"<html>", "it has 6 bytes")):
        given.write_bytes(content)
        with pytest.raises(WeightsError, match=rf"given.pth is not tiny: .*{complaint}"):
            adopt(entry, given, folder)
    for absent in (tmp_path / "nowhere.pth", tmp_path):
        with pytest.raises(WeightsError, match="cannot be read"):
            adopt(entry, absent, folder)
    assert seen(folder) == set()


def test_a_file_placed_by_hand_is_checked(folder: Path) -> None:
    folder.mkdir()
    entry = entry_at("https://weights.invalid")
    (folder / "tiny.pth").write_bytes(DATA)
    assert fetch(entry, folder) == folder / "tiny.pth"
    (folder / "tiny.pth").write_bytes(OTHER)
    with pytest.raises(WeightsError, match=r"tiny.pth is not tiny: .*; delete it and fetch it again"):
        fetch(entry, folder)


def twins() -> tuple[bytes, bytes]:
    """Two contents whose SHA-256 begin with the same digit: the publisher's digits do not tell them apart."""
    start = hashlib.sha256(DATA).hexdigest()[0]
    others = (DATA[:-1] + bytes([last]) for last in range(256) if last != DATA[-1])
    return DATA, next(other for other in others if hashlib.sha256(other).hexdigest()[0] == start)


def test_a_later_file_must_be_the_one_first_seen(server: Server, folder: Path, tmp_path: Path) -> None:
    first, second = twins()
    entry = entry_at(server.url, first, digits=1)
    path = fetch(entry, folder, patience=QUICK)
    path.write_bytes(second)
    with pytest.raises(WeightsError, match=r"is not the one in tiny\.pth\.sha256\.json, recorded when"):
        installed(entry, folder)

    path.unlink()
    server.answers = [without_ranges(second)]
    assert "recorded when the file was first seen; it was thrown away" in failure(entry, folder)
    given = tmp_path / "given.pth"
    given.write_bytes(second)
    with pytest.raises(WeightsError, match="recorded when"):
        adopt(entry, given, folder)
    assert seen(folder) == {"tiny.pth.sha256.json"}

    (folder / "tiny.pth.sha256.json").unlink()
    assert adopt(entry, given, folder).read_bytes() == second


def test_a_damaged_record_is_told(server: Server, folder: Path) -> None:
    entry = entry_at(server.url)
    fetch(entry, folder, patience=QUICK).unlink()
    (folder / "tiny.pth.sha256.json").write_text("{")
    assert "tiny.pth.sha256.json is damaged or cannot be read" in failure(entry, folder)


def test_only_checked_files_are_converted(server: Server, folder: Path, tmp_path: Path) -> None:
    entry = entry_at(server.url)
    converted: list[tuple[bytes, str]] = []

    def convert(path: Path, of: PublishedWeights) -> None:
        converted.append((path.read_bytes(), of.name))
        with lock.held(folder / ".tiny.pth.lock") as free:
            assert not free

    given = tmp_path / "given.pth"
    given.write_bytes(OTHER)
    with pytest.raises(WeightsError):
        obtain(entry, folder, source=given, convert=convert)
    assert converted == []
    assert obtain(entry, folder, convert=convert) == folder / "tiny.pth"
    given.write_bytes(DATA)
    assert obtain(entry, folder, source=given, convert=convert) == folder / "tiny.pth"
    assert converted == [(DATA, "tiny")] * 2
