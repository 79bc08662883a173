"""The data folder and its private files.
The database in it is tested in test_embedded.py."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.environment import SetupError
from config.folders import data_folder, make_folder, private_text


def test_data_folder_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SUBSIDY_DATA", str(tmp_path))
    assert data_folder() == tmp_path


def test_relative_data_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUBSIDY_DATA", "data")
    with pytest.raises(SetupError, match="SUBSIDY_DATA must be an absolute path, not 'data'"):
        data_folder()


@pytest.mark.skipif(os.geteuid() == 0, reason="root has a folder of the system")
def test_ordinary_user_gets_a_folder_in_the_own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SUBSIDY_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "subsidy"


@pytest.mark.skipif(os.geteuid() == 0, reason="root has a folder of the system")
def test_user_without_home_gets_a_folder_in_temp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUBSIDY_DATA", raising=False)
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", "/nonexistent")
    assert data_folder().name == f"subsidy-{os.geteuid()}"


def test_private_text_is_made_once_and_for_us_only(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "secret"
    assert private_text(path, lambda: "first") == "first"
    assert private_text(path, lambda: "second") == "first"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_everyone_reads_the_same_private_text_when_many_come_at_once(tmp_path: Path) -> None:
    names = [str(number) for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        texts = set(threads.map(lambda name: private_text(tmp_path / "secret", lambda: name), names))
    assert len(texts) == 1


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 12345, 12345)
    with pytest.raises(SetupError, match="belongs to another user; set SUBSIDY_DATA"):
        make_folder(tmp_path)
