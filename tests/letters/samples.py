"""Letters with invented people and firms, as the tests send them.
No wording of a scheme here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from letters.text import Block, Heading, ItemList, LetterText, Note, Paragraph, Sender, Signature, Table

SENDER = Sender(
    name="Subsidiebureau Leren en Werken",
    unit="Uitvoering SLIM",
    return_address="Retouradres Postbus 1024, 2500 AA Den Haag",
    contact=(
        "Bezoekadres",
        "Kanaalkade 12",
        "2511 AB Den Haag",
        "",
        "Contact",
        "slim@subsidiebureau.example",
        "070 000 00 00",
        "ma-vr 9.00-17.00 uur",
    ),
)
SIGNATURE = Signature(
    closing="Met vriendelijke groet,",
    on_behalf_of="de Minister van Sociale Zaken en Werkgelegenheid,\nnamens deze,",
    name="M. de Wit-Jansen",
    function="Hoofd Subsidieverlening",
)
FOOTER = "Wij houden een registratie bij van (ernstige) onregelmatigheden bij subsidies."

OBJECTION: tuple[Block, ...] = (
    Heading("Zo maakt u bezwaar"),
    Paragraph(
        "Bent u het niet eens met dit besluit? Maak dan binnen zes weken bezwaar. De termijn begint op de dag na "
        "de datum "
        "boven aan deze brief. Komt uw bezwaar te laat, dan kunnen wij het niet behandelen."
    ),
    Paragraph(
        "Stuur uw bezwaar naar Postbus 1024, 2500 AA Den Haag, of per e-mail naar slim@subsidiebureau.example. Vermeld:"
    ),
    ItemList(
        (
            "uw naam, adres en telefoonnummer;",
            "het kenmerk van dit besluit, en stuur een kopie van deze brief mee;",
            "waarom u het niet eens bent met het besluit;",
            "de datum en uw handtekening.",
        )
    ),
    Paragraph(
        "Een bezwaar schorst dit besluit niet. Is er haast, vraag dan de rechtbank om een voorlopige voorziening."
    ),
)

RECEIPT = LetterText(
    title="Ontvangstbevestiging SLIM-2020-00017",
    date=date(2020, 3, 9),
    reference="SLIM-2020-00017",
    sender=SENDER,
    addressee=("Bakkerij De Gouden Korst B.V.", "t.a.v. mevrouw J. Özdemir", "Molenstraat 8", "3511 BX Utrecht"),
    subject="Wij hebben uw aanvraag voor SLIM-subsidie ontvangen",
    blocks=(
        Paragraph("Beste mevrouw Özdemir,"),
        Paragraph(
            "Op 2 maart 2020 vroeg u subsidie aan voor het project “Leren aan de oven”. Wij hebben uw aanvraag "
            "ontvangen onder "
            "kenmerk SLIM-2020-00017. In deze brief leest u wat er nu gebeurt."
        ),
        Heading("Wanneer hoort u van ons"),
        Paragraph(
            "Het aanvraagtijdvak sluit op 31 maart 2020 om 17.00 uur. Is er meer aangevraagd dan er geld is, dan "
            "loten wij. U "
            "krijgt ons besluit binnen 13 weken na de sluiting, dus uiterlijk op 30 juni 2020."
        ),
        Heading("Wat moet u doen"),
        Paragraph(
            "U hoeft nu niets te doen. Wijzigt er iets in uw bedrijf of project? Laat het ons dan weten. Denk aan:"
        ),
        ItemList(
            (
                "een ander rekeningnummer;",
                "een andere contactpersoon;",
                "een project dat later begint of niet doorgaat.",
            )
        ),
        Heading("Hebt u vragen"),
        Paragraph("Bel of mail ons. Houd uw kenmerk bij de hand, dan helpen wij u sneller."),
    ),
    signature=SIGNATURE,
    footer=FOOTER,
)

GRANT = replace(
    RECEIPT,
    title="Besluit tot subsidieverlening SLIM-2020-00017",
    date=date(2020, 5, 8),
    subject="Besluit op uw aanvraag: u krijgt subsidie voor “Leren aan de oven”",
    blocks=(
        Paragraph("Beste mevrouw Özdemir,"),
        Paragraph(
            "Op 2 maart 2020 vroeg u subsidie aan op grond van de Stimuleringsregeling leren en ontwikkelen in "
            "mkb-ondernemingen (SLIM-regeling). In deze brief leest u ons besluit en wat u moet doen."
        ),
        Heading("Besluit"),
        Note(
            "Wij verlenen u een subsidie van ten hoogste € 8.970,00 voor uw project. U krijgt nu geen voorschot; "
            "wij betalen "
            "na de vaststelling."
        ),
        Paragraph(
            "Dit besluit is gebaseerd op artikel 18 van de SLIM-regeling en artikel 4:29 van de Algemene wet "
            "bestuursrecht."
        ),
        Heading("Zo hebben wij de subsidie berekend"),
        Table(
            caption="Berekening van de subsidie",
            header=("Onderdeel", "Berekening", "Bedrag"),
            rows=(
                ("Externe adviseur", "80 uur × € 95,00", "€ 7.600,00"),
                ("Eigen loonkosten", "75 uur × € 38,00", "€ 2.850,00"),
                ("Opslag van 15% voor overige kosten", "15% van € 2.850,00 en naar beneden op hele euro’s", "€ 762,50"),
                ("Subsidiabele kosten", "", "€ 11.212,50"),
                ("Subsidie", "80% van € 11.212,50", "€ 8.970,00"),
            ),
            align=("left", "left", "right"),
        ),
        Heading("Waar is de subsidie voor"),
        Paragraph(
            "U laat een leermethode ontwikkelen waarmee uw werknemers op de werkvloer leren. Het project loopt "
            "van 1 juni 2020 tot "
            "en met 31 mei 2021. U begint binnen drie maanden na de datum van deze brief."
        ),
        Heading("Wat verwachten wij van u"),
        ItemList(
            (
                (
                    "U meldt het ons meteen als u later begint, als u het project anders uitvoert of als het niet "
                    "doorgaat."
                ),
                (
                    "U houdt een administratie bij waaruit de uren en kosten blijken, en bewaart die tot tien jaar "
                    "na de vaststelling."
                ),
                "U werkt mee aan controle en aan het onderzoek naar de werking van de regeling.",
            )
        ),
        Heading("Vaststelling"),
        Paragraph(
            "Vraag binnen 22 weken na het einde van het project om vaststelling. Hebt u minder dan 60% van de "
            "kosten gemaakt, dan "
            "kunnen wij de subsidie op nihil stellen. Wij beslissen binnen 22 weken na uw aanvraag en betalen "
            "daarna binnen zes weken."
        ),
    ),
    after_signature=OBJECTION,
)

LONG_TABLE = replace(
    GRANT,
    blocks=(
        Paragraph("Beste lezer,"),
        Table(
            caption="Kosten per maand en per deelnemer",
            header=("Maand", "Deelnemer", "Omschrijving van het werk", "Uren", "Tarief", "Bedrag"),
            rows=tuple(
                (
                    f"{month:02}-2021",
                    f"Werkplaats Noord {number}",
                    "Begeleiding op de werkvloer",
                    "12",
                    "€ 38,00",
                    "€ 456,00",
                )
                for month in range(1, 13)
                for number in range(1, 8)
            ),
            align=("left", "left", "left", "right", "right", "right"),
        ),
    ),
)
NASTY_WORDS = (
    "Firma <A & B>",
    "emoji \U0001f600 en \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "x" * 2000,
    "(haakjes) en \\ streep \\) \r",
    "שלום עולם B.V. en مرحبا",
    "stuur\x00\x07\x1b[31mteken\x7f\x85 \u2028 einde",
    "\u202eomgekeerd\u202c",
    "\ud800 half paar \udfff",
    "e\u0301 u\u0308 Łódź Škoda Ελλάδα Київ 東京 \ue000 \ufffe",
    "[Content_Types] %PDF-1.4 endstream endobj /P <</MCID 0>> BDC EMC ET",
    "  ",
)
NASTY = replace(
    GRANT,
    title="Firma <A & B> \U0001f600 \x00",
    addressee=NASTY_WORDS,
    subject="Firma <A & B> \U0001f600 " + "y" * 300,
    blocks=(
        *(Paragraph(word) for word in NASTY_WORDS),
        ItemList(NASTY_WORDS),
        Table("\U0001f600", NASTY_WORDS[:4], (NASTY_WORDS[:4], NASTY_WORDS[4:8], ("", "", "", "")), ("left", "right")),
        Note("z" * 9000),
        Heading("h" * 400),
    ),
    footer="voet " * 80,
)
SAMPLES = {"receipt": RECEIPT, "grant": GRANT, "long_table": LONG_TABLE, "nasty": NASTY}
