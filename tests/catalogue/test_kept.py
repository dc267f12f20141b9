"""The cache of the content is used only if the files have not changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

import msgspec
import pytest

from backcoach.catalogue import CatalogueError, files, keep_catalogue, load_catalogue
from backcoach.catalogue.kept import Kept, recall, remember, state_of

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "content.bin"


def change(file: Path, old: str, new: str) -> None:
    before = file.stat()
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))


def test_the_second_reading_parses_nothing_and_says_the_same(
    content: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_catalogue(content, cache)
    keep_catalogue(content, cache)

    def refuse(folder: Path) -> None:
        raise AssertionError(f"{folder} was read again")

    monkeypatch.setattr(files, "read_folder", refuse)
    assert load_catalogue(content, cache) == first


def test_a_change_in_any_file_is_seen(content: Path, cache: Path) -> None:
    keep_catalogue(content, cache)
    change(content / "exercises" / "bridge.toml", 'name = "Bridge"', 'name = "Brücke"')
    assert load_catalogue(content, cache).exercises["bridge"].name == "Brücke"
    change(content / "programme.toml", 'version = "2"', 'version = "7"')
    assert load_catalogue(content, cache).programme.version == "7"


def test_a_file_that_went_is_missed(content: Path, cache: Path) -> None:
    keep_catalogue(content, cache)
    (content / "safety.toml").unlink()
    with pytest.raises(CatalogueError, match="no such file"):
        load_catalogue(content, cache)


def test_what_is_wrong_stays_wrong(content: Path, cache: Path) -> None:
    change(content / "exercises" / "bridge.toml", 'name = "Bridge"', "name = 2026-01-01")
    for _ in range(2):
        keep_catalogue(content, cache)
        with pytest.raises(CatalogueError, match="name"):
            load_catalogue(content, cache)


def test_two_folders_are_never_mixed_up(content: Path, cache: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "data"
    shutil.copytree(content, other)
    change(other / "programme.toml", 'version = "2"', 'version = "7"')
    for folder, version in ((content, "2"), (other, "7"), (content, "2")):
        keep_catalogue(folder, cache)
        assert load_catalogue(content, cache).programme.version == "2"
        assert load_catalogue(folder, cache).programme.version == version


def assert_made_again(content: Path, cache: Path) -> None:
    """What stands in `cache` is not used, and the coach puts a sound one there."""
    assert recall(cache, content) is None
    assert load_catalogue(content, cache) == load_catalogue(content)
    keep_catalogue(content, cache)
    assert recall(cache, content) is not None


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x00", b"nonsense", b"\xdf" * 100, b"\x91" * 100_000, b"backcoach cache 1 \n"],
)
def test_a_damaged_cache_is_made_again(content: Path, cache: Path, damage: bytes) -> None:
    keep_catalogue(content, cache)
    cache.write_bytes(damage)
    assert_made_again(content, cache)


@pytest.mark.parametrize("every", [997, pytest.param(13, marks=pytest.mark.slow)])
def test_no_changed_bit_of_the_cache_is_taken_for_content(
    content: Path, cache: Path, every: int
) -> None:
    """A flipped bit could change a warning without anything looking wrong."""
    keep_catalogue(content, cache)
    whole = cache.read_bytes()
    for place in (*range(0, 300), *range(300, len(whole), every)):
        cache.write_bytes(
            whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :]
        )
        assert recall(cache, content) is None, place
        cache.write_bytes(whole[:place])
        assert recall(cache, content) is None, place
    cache.write_bytes(whole.replace(b"Numbness between", b"Dumbness between"))
    assert_made_again(content, cache)


def a_folder(cache: Path) -> None:
    cache.unlink()
    cache.mkdir()


def a_link(cache: Path) -> None:
    cache.rename(cache.with_name("elsewhere"))
    cache.symlink_to(cache.with_name("elsewhere"))


def a_pipe(cache: Path) -> None:
    cache.unlink()
    os.mkfifo(cache)


def open_to_others(cache: Path) -> None:
    cache.chmod(0o622)


def in_a_folder_open_to_others(cache: Path) -> None:
    cache.parent.chmod(0o770)


def of_somebody_else(cache: Path) -> None:
    os.chown(cache, 65534, 65534)


@pytest.mark.skipif(os.name == "nt", reason="no owners and rights of this kind")
@pytest.mark.parametrize(
    "harm",
    [a_folder, a_link, a_pipe, open_to_others, in_a_folder_open_to_others, of_somebody_else],
)
def test_a_cache_somebody_else_could_have_written_is_made_again(
    content: Path, cache: Path, harm: Callable[[Path], None]
) -> None:
    """A checksum tells of accidents alone: whoever changes the content can write a new one."""
    if harm is of_somebody_else and os.geteuid() != 0:
        pytest.skip("only root can give a file away")
    keep_catalogue(content, cache)
    harm(cache)
    assert_made_again(content, cache)


def test_a_whole_cache_of_wrong_content_is_made_again(content: Path, cache: Path) -> None:
    """As another version might have left it."""
    sound, state = load_catalogue(content), state_of(content)
    assert state is not None
    deep: object = {}
    for _ in range(900):
        deep = {"timing": deep}
    plain = msgspec.to_builtins(sound.programme)
    for programme in ({}, deep, plain | {"version": 7}, {**plain, "timing": None}):
        wrong = {"exercises": {}, "programme": programme, "safety": {}}
        remember(cache, cast("Kept", wrong), state)
        assert recall(cache, content) is None
        assert load_catalogue(content, cache) == sound


def test_what_comes_from_the_cache_is_in_all_what_was_read(content: Path, cache: Path) -> None:
    keep_catalogue(content, cache)
    assert recall(cache, content) is not None
    again, read = load_catalogue(content, cache), load_catalogue(content)
    assert again == read
    # Equal is not enough: a list equals no tuple, but a mapping may equal one of another order.
    assert repr(replace(again, earlier={})) == repr(replace(read, earlier={}))


def test_where_the_content_is_known_nothing_that_checks_it_is_imported(
    content: Path, cache: Path
) -> None:
    keep_catalogue(content, cache)
    code = (
        "import sys; from pathlib import Path; from backcoach.catalogue import load_catalogue;"
        f"load_catalogue(Path({str(content)!r}), Path({str(cache)!r}));"
        "print(*(each for each in sys.modules if each.startswith('backcoach.catalogue')))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "backcoach.catalogue.kept" in done.stdout
    assert "build" not in done.stdout and "checks" not in done.stdout


def test_a_huge_cache_is_not_read(content: Path, cache: Path) -> None:
    keep_catalogue(content, cache)
    os.truncate(cache, 2**40)
    assert load_catalogue(content, cache) == load_catalogue(content)


def test_a_place_that_cannot_be_written_is_no_error(content: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    nowhere = tmp_path / "file" / "content.bin"
    keep_catalogue(content, nowhere)
    assert load_catalogue(content, nowhere).exercises


def test_nothing_but_the_cache_is_left_behind(content: Path, cache: Path) -> None:
    keep_catalogue(content, cache)
    keep_catalogue(content, cache)
    assert [each.name for each in cache.parent.iterdir()] == ["content.bin"]


def test_reading_alone_writes_no_cache(content: Path, cache: Path) -> None:
    load_catalogue(content, cache)
    assert not cache.parent.exists()
