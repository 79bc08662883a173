"""The kinds of letters: what each is called above the letter, and which of them announce a decision.
What a kind says stands in the wording of its scheme."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "receipt": "Wij hebben uw aanvraag ontvangen",
        "supplement_request": "Verzoek om uw aanvraag aan te vullen",
        "left_unconsidered": "Besluit: wij behandelen uw aanvraag niet",
        "lot_result": "Uitslag van de loting",
        "refusal_views": "Ons plan om uw aanvraag af te wijzen: u kunt reageren",
        "refusal": "Besluit: afwijzing van uw aanvraag",
        "ceiling_refusal": "Besluit: afwijzing van uw aanvraag, het geld is verdeeld",
        "withdrawal_confirmation": "Bevestiging: u heeft uw aanvraag ingetrokken",
        "grant": "Besluit: u krijgt subsidie",
        "change_granted": "Besluit op uw verzoek om een wijziging: goedgekeurd",
        "change_refused": "Besluit op uw verzoek om een wijziging: niet goedgekeurd",
        "advance_granted": "Besluit: u krijgt een voorschot",
        "advance_refused": "Besluit: u krijgt geen voorschot",
        "interim_granted": "Besluit: u krijgt een tussentijdse betaling",
        "interim_refused": "Besluit: u krijgt geen tussentijdse betaling",
        "settlement_reminder": "Herinnering: vraag om vaststelling van uw subsidie",
        "sample_request": "Steekproef: laat zien wat u met de subsidie heeft gedaan",
        "report_receipt": "Wij hebben uw verzoek om vaststelling ontvangen",
        "settlement_views": "Ons plan voor de vaststelling van uw subsidie: u kunt reageren",
        "settlement_as_granted": "Besluit: vaststelling van uw subsidie",
        "settlement_actual": "Besluit: vaststelling van uw subsidie",
        "settlement_lower": "Besluit: vaststelling van uw subsidie op een lager bedrag",
        "settlement_nil": "Besluit: vaststelling van uw subsidie op nul",
        "settlement_ex_officio": "Besluit: vaststelling van uw subsidie",
        "revocation_views": "Ons plan om uw subsidie in te trekken: u kunt reageren",
        "revocation": "Besluit: intrekking van uw subsidie",
        "revocation_dropped": "Wij trekken uw subsidie niet in",
        "waiver_confirmation": "Bevestiging: u ziet af van uw subsidie",
        "late_refusal": "Besluit: afwijzing van uw aanvraag, u was te laat",
        "direct_settlement": "Besluit: vaststelling van uw subsidie",
        "direct_refusal": "Besluit: afwijzing van uw aanvraag",
        "settlement_amended": "Besluit: wijziging van de vaststelling van uw subsidie",
        "line_awarded": "Besluit: u krijgt ook subsidie voor een andere regel van uw aanvraag",
        "line_refused": "Besluit: afwijzing van een regel van uw aanvraag",
        "documents_request": "Controle: wij vragen u om documenten",
        "prior_advance": "Besluit: u krijgt een voorschot",
        "recovery": "Besluit: terugvordering van subsidie",
        "trainer_recovery": "Besluit: terugvordering van subsidie die aan u is betaald",
        "recovery_forgone": "Besluit: u hoeft geen subsidie terug te betalen",
        "invoice_rejected": "Wij betalen uw factuur niet",
        "training_removed": "Uw opleider of scholing staat niet meer in het register",
        "objection_receipt": "Wij hebben uw bezwaar ontvangen",
    }
)

LOWERING_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "revocation_views": "Ons plan om uw subsidie te verlagen of in te trekken: u kunt reageren",
        "revocation_dropped": "Wij verlagen uw subsidie niet, en trekken die niet in",
    }
)
"""Where a settlement can be lowered as well (Awb 4:49): the same procedure leads to either."""

NOTICE_SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "exclusion_views": "Ons plan om u uit te sluiten van subsidie: u kunt reageren",
        "exclusion": "Besluit: u bent uitgesloten van subsidie",
        "exclusion_dropped": "Wij sluiten u niet uit van subsidie",
        "exclusion_lifted": "Wij heffen uw uitsluiting op",
        "removal_lifted": "Wij heffen de verwijdering uit het register op",
        "training_removal_lifted": "Wij heffen de verwijdering van uw scholing op",
        "removal_views": "Ons plan om u uit het register te verwijderen: u kunt reageren",
        "removal": "Besluit: verwijdering uit het register",
        "removal_dropped": "Wij verwijderen u niet uit het register",
        "training_removal_views": "Ons plan om een scholing uit het register te verwijderen: u kunt reageren",
        "training_removal": "Besluit: verwijdering van een scholing uit het register",
        "training_removal_dropped": "Wij verwijderen uw scholing niet uit het register",
    }
)
"""Letters about a measure on a party, which belong to no case."""

EARLIER_DECISIONS: Mapping[str, str] = MappingProxyType(
    {
        "settlement_as_granted": "de vaststelling van uw subsidie",
        "settlement_actual": "de vaststelling van uw subsidie",
        "settlement_lower": "de vaststelling van uw subsidie",
        "settlement_nil": "de vaststelling van uw subsidie",
        "settlement_ex_officio": "de vaststelling van uw subsidie",
        "direct_settlement": "de vaststelling van uw subsidie",
        "settlement_amended": "de wijziging van de vaststelling van uw subsidie",
        "line_awarded": "de vaststelling van uw subsidie",
        "revocation": "de intrekking van uw subsidie",
        "waiver_confirmation": "uw bericht dat u afziet van de subsidie",
    }
)
"""How a letter that claims money back names the decision that it follows from."""

ASKS_IN_STATUS: Mapping[str, str] = MappingProxyType(
    {
        "supplement_request": "supplement_requested",
        "refusal_views": "refusal_views",
        "settlement_views": "settlement_views",
        "revocation_views": "revocation_views",
        "settlement_reminder": "granted",
        "sample_request": "granted",
    }
)
"""Letters that ask for something, and the legal status in which the answer still matters."""


SETTLED_BY_LINE = frozenset({"direct_settlement", "settlement_amended", "line_awarded"})
"""Decisions that fix the amount line by line, without a grant before them (Awb 4:43)."""


def subject_of(kind: str, transitions: Collection[str]) -> str:
    """Say what a letter is about, in a scheme with these transitions. Raises KeyError for an unknown kind."""
    lowered = LOWERING_SUBJECTS if "amend_settlement" in transitions else {}
    return lowered.get(kind) or SUBJECTS[kind]


def is_settlement(kind: str) -> bool:
    """Say whether this kind of decision fixes the amount (Awb 4:42)."""
    return kind in SETTLED_BY_LINE or (kind in EARLIER_DECISIONS and kind.startswith("settlement_"))


def is_recovery(kind: str) -> bool:
    """Say whether this kind of decision claims money back, from the recipient or from who was paid for it (Awb 4:57)."""
    return kind in ("recovery", "trainer_recovery")


def is_moot(kind: str, status: str) -> bool:
    """Say whether what the letter asks for no longer matters, because the case went on."""
    return ASKS_IN_STATUS.get(kind, status) != status
