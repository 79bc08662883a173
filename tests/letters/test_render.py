"""Letters as files: the same bytes again, all text on paper, every piece of it tagged."""

import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.schemes.passages import day_in_words
from letters.render import CURRENT, RENDERERS, NotTheSameBytes, UnknownRenderer, made_again, render
from letters.text import Heading, ItemList, LetterText, Note, Paragraph, Table, plain_text
from tests.letters.reader import Read, read
from tests.letters.samples import GRANT, LONG_TABLE, RECEIPT, SAMPLES

ROOT = Path(__file__).parents[2]

# A change in this digest is a new layout: letters that were sent must stay as they are. Put a new one beside the old.
KNOWN = {
    "2026-11/reportlab-5.1.0/pikepdf-10.17.0/zlib-1.2.13": "66fb3eab56b3d6938c85d412b0d050c25478a35b205c59366244e4524ccee231",
}

every_letter = pytest.mark.parametrize("letter", SAMPLES.values(), ids=SAMPLES)


def close(text: str) -> str:
    """Give the text without white space: lines are broken elsewhere on paper."""
    return "".join(text.split())


@every_letter
def test_same_letter_gives_the_same_bytes(letter: LetterText) -> None:
    assert render(letter) == render(LetterText.from_json(letter.to_json()))


def test_new_process_gives_the_same_bytes() -> None:
    program = (
        "import json, sys, hashlib; from letters.render import render; from letters.text import LetterText;"
        "print(hashlib.sha256(render(LetterText.from_json(json.load(sys.stdin)))).hexdigest())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps(GRANT.to_json()),
            env={"PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == hashlib.sha256(render(GRANT)).hexdigest()


def test_layout_that_letters_were_sent_with_is_unchanged() -> None:
    if CURRENT not in KNOWN:
        pytest.skip(f"no digest is kept for {CURRENT}")
    assert hashlib.sha256(render(GRANT)).hexdigest() == KNOWN[CURRENT]


def test_recorded_renderer_makes_the_letter_again() -> None:
    assert all(render(RECEIPT, renderer=name) == render(RECEIPT) for name in RENDERERS)


def test_renderer_that_is_not_here_says_what_to_install() -> None:
    with pytest.raises(UnknownRenderer, match="reportlab-4.0"):
        render(RECEIPT, renderer="2025-01/reportlab-4.0/pikepdf-9.0")
    with pytest.raises(UnknownRenderer, match="reportlab-4.0"):
        made_again(RECEIPT, renderer="2025-01/reportlab-4.0/pikepdf-9.0", digest="")


def test_sent_letter_is_made_again_and_proved_by_its_digest() -> None:
    digest = hashlib.sha256(render(RECEIPT)).hexdigest()
    assert made_again(RECEIPT, renderer=CURRENT, digest=digest) == render(RECEIPT)
    with pytest.raises(NotTheSameBytes, match="niet byte voor byte"):
        made_again(replace(RECEIPT, footer="anders"), renderer=CURRENT, digest=digest)


@every_letter
def test_all_text_stands_in_the_structure_in_reading_order(letter: LetterText) -> None:
    assert close(read(render(letter)).text) == close(plain_text(letter))


@every_letter
def test_every_piece_of_content_is_tagged_once_or_decoration(letter: LetterText) -> None:
    found = read(render(letter))
    used = [mark for _, marks in found.elements for mark in marks]
    assert found.stray == []
    assert sorted(used) == sorted(found.marked)
    assert len(used) == len(set(used))


@every_letter
def test_parent_tree_leads_back_from_each_mark_to_its_element(letter: LetterText) -> None:
    with pikepdf.open(io.BytesIO(render(letter))) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        assert numbers[::2] == list(range(len(pdf.pages)))
        for page, owners in zip(pdf.pages, numbers[1::2], strict=True):
            for number, owner in enumerate(owners):
                kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
                here = [
                    int(kid if isinstance(kid, int) else kid.MCID)
                    for kid in kids
                    if _page_of(kid, owner) == page.objgen
                ]
                assert number in here


def _page_of(kid: object, owner: pikepdf.Object) -> tuple[int, int]:
    return owner.Pg.objgen if isinstance(kid, int) else kid.Pg.objgen  # type: ignore[attr-defined]


@pytest.mark.parametrize("letter", [RECEIPT, GRANT, LONG_TABLE], ids=["receipt", "grant", "long_table"])
def test_another_reader_finds_the_same_text(letter: LetterText) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(render(letter))).pages]
    header = "".join(letter.blocks[1].header) if isinstance(letter.blocks[1], Table) else ""
    body = ""
    for number, page in enumerate(pages, start=1):
        text = close(page)
        for furniture in (f"Pagina {number} van {len(pages)}", letter.footer):
            text = text.replace(close(furniture), "", 1)
        if number > 1:
            text = text.replace(close(f"{day_in_words(letter.date)}·{letter.reference}"), "", 1)
            text = text.removeprefix(close(header))
        body += text
    assert body + close(letter.footer) == close(plain_text(letter))


def test_fonts_are_embedded_and_readable_as_text() -> None:
    for letter in (GRANT, SAMPLES["nasty"]):
        with pikepdf.open(io.BytesIO(render(letter))) as pdf:
            fonts = pdf.pages[0].Resources.Font
            assert all(font.FontDescriptor.FontFile2.read_raw_bytes() and font.ToUnicode for font in fonts.values())


def test_file_says_what_it_is() -> None:
    with pikepdf.open(io.BytesIO(render(GRANT))) as pdf:
        metadata = pdf.Root.Metadata.read_bytes().decode()
        assert str(pdf.Root.Lang) == "nl-NL"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"]) == GRANT.title
        assert GRANT.title in metadata
        assert "<pdfaid:part>2</pdfaid:part>" in metadata
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert [str(item.title) for item in pdf.open_outline().root][:2] == [
            "Besluit",
            "Zo hebben wij de subsidie berekend",
        ]


def test_headings_lists_and_tables_are_tagged_as_such() -> None:
    found = read(render(GRANT))
    assert close(found.texts("H1")[0]) == close(GRANT.subject)
    assert found.texts("H2")[0] == "Besluit"
    assert found.texts("Lbl") == ["•"] * 7
    assert found.texts("LBody")[-1] == "de datum en uw handtekening."
    assert found.texts("TH") == ["Onderdeel", "Berekening", "Bedrag"]
    assert found.texts("TD")[2] == "€\u00a07.600,00"
    with pikepdf.open(io.BytesIO(render(GRANT))) as pdf:
        headers = [
            element for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH"
        ]
        assert {str(header.A.Scope) for header in headers} == {"/Column"}


def test_long_table_repeats_its_header_on_each_page_and_parts_no_row() -> None:
    found = read(render(LONG_TABLE))
    pages = len(found.decoration)
    rows = LONG_TABLE.blocks[1].rows  # type: ignore[union-attr]
    on_page = [sum(kind == "TD" and marks[0][0] == page for kind, marks in found.elements) for page in range(pages)]
    assert pages > 2
    assert sum(on_page) == 6 * len(rows)
    assert all(count % 6 == 0 for count in on_page)
    with_header = [page for page in range(pages) if "Deelnemer" in found.decoration[page]]
    assert with_header == [page for page in range(1, pages) if on_page[page]]
    assert found.texts("TH").count("Deelnemer") == 1


def test_row_higher_than_a_page_loses_nothing() -> None:
    cell = "woord " * 4000
    letter = replace(RECEIPT, blocks=(Table("t", ("a", "b"), ((cell, "kort"), ("na", "€ 1,00")), ("left", "right")),))
    found = read(render(letter))
    assert close(found.texts("TD")[0]) == close(cell)
    assert len({page for page, _ in found.elements[_place(found, "TD")][1]}) > 1


def _place(found: Read, kind: str) -> int:
    return [name for name, _ in found.elements].index(kind)


@pytest.mark.parametrize("below", ["een\ntwee\ndrie", "een\ntwee\ndrie\nvier"], ids=["three lines", "four lines"])
@pytest.mark.parametrize("lines", range(30, 60))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines: int, below: str) -> None:
    blocks = (Paragraph("\n".join(["regel"] * lines)), Heading("Kop"), Paragraph(below))
    found = read(render(replace(RECEIPT, blocks=blocks, addressee=("A",))))
    place = _place(found, "H2")
    (heading,), following = found.elements[place][1], found.elements[place + 1][1]
    assert heading[0] == following[0][0]
    parts = [found.marked[mark] for mark in following]
    assert "een" not in parts
    assert "vier" not in parts


def test_long_footer_stands_once_below_the_letter() -> None:
    letter = replace(RECEIPT, footer="Voettekst. " * 60)
    assert close(read(render(letter)).text) == close(plain_text(letter))


def test_character_without_glyph_is_shown_as_a_box_and_read_as_itself() -> None:
    found = read(render(replace(RECEIPT, addressee=("Bakkerij \U0001f600 東",))))
    assert "Bakkerij \U0001f600 東" in found.text


def test_more_than_one_extra_font_when_a_letter_needs_many_characters() -> None:
    many = "".join(map(chr, range(0x400, 0x600)))
    letter = replace(RECEIPT, addressee=(many,))
    assert close(read(render(letter)).text) == close(plain_text(letter))


def test_hebrew_name_is_drawn_from_right_to_left_and_read_in_order() -> None:
    data = render(replace(RECEIPT, addressee=("Stichting שלום עולם Utrecht",)))
    assert "Stichting שלום עולם Utrecht" in read(data).text
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert b"ActualText" in pdf.pages[0].Contents.read_bytes()


any_text = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("ab -€\u00a0.(\\)<&>שלα\U0001f600\u0301\x00\n"), max_size=200
)
blocks = st.one_of(
    st.builds(Heading, any_text),
    st.builds(Paragraph, any_text),
    st.builds(Note, any_text),
    st.builds(ItemList, st.lists(any_text, max_size=3).map(tuple)),
    st.builds(
        Table,
        any_text,
        st.lists(any_text, max_size=4).map(tuple),
        st.lists(st.lists(any_text, max_size=4).map(tuple), max_size=3).map(tuple),
        st.lists(st.sampled_from(["left", "right"]), max_size=5).map(tuple),
    ),
)


@given(st.lists(blocks, max_size=6), st.lists(any_text, max_size=3), any_text)
def test_any_text_is_printed_whole(body: list[Paragraph], addressee: list[str], words: str) -> None:
    letter = replace(RECEIPT, blocks=tuple(body), addressee=tuple(addressee), subject=words, title=words, footer=words)
    found = read(render(letter))
    assert close(found.text) == close(plain_text(letter))
    assert found.stray == []


@given(st.integers(1, 40), st.integers(1, 60), st.integers(1, 4))
def test_word_of_any_length_fits_any_table(words: int, length: int, columns: int) -> None:
    cell = " ".join(["w" * length] * words)
    letter = replace(RECEIPT, blocks=(Table("t", ("k",) * columns, ((cell,) * columns,) * 3),))
    assert close(read(render(letter)).text) == close(plain_text(letter))
