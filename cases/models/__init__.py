"""All tables of the cases package; each file holds one subject."""

from cases.models.arrival import Arrival, Enclosure, Entitlement
from cases.models.authority import Approval, DatedSetting, Mandate, RoleHolding
from cases.models.case import Case, Status
from cases.models.decision import Assessment, Decision, HearingCheck
from cases.models.line import ClaimLine, LineAmount, LineClaim
from cases.models.measure import AffectedGrant, Exclusion, Measure, MeasureKind, MeasureStatus
from cases.models.money import Account, LedgerRow, Payment, PaymentStatus, Receivable
from cases.models.order import Incident, Invoice, InvoiceStatus, Order
from cases.models.party import CaseParty, Party, PartyKind, PartyRole
from cases.models.register import RegisterEntry
from cases.models.sample import Sample
from cases.models.share import BucketRate, Outage, SetOff, Share, SharedCase, ShareList, SharingRun
from cases.models.signal import Signal, SignalKey, SignalOrigin, SignalOutcome, SignalStatus
from cases.models.submission import Document, Extract, Submission
from cases.models.term import Term
from cases.models.user import User
from cases.models.window import Counter, Draw, Participation, Position, Reservation, Window

__all__ = [
    "Order",
    "InvoiceStatus",
    "Invoice",
    "Incident",
    "MeasureStatus",
    "MeasureKind",
    "Measure",
    "Exclusion",
    "AffectedGrant",
    "Account",
    "Approval",
    "Arrival",
    "Assessment",
    "BucketRate",
    "Case",
    "CaseParty",
    "ClaimLine",
    "Counter",
    "DatedSetting",
    "Decision",
    "Document",
    "Draw",
    "Enclosure",
    "Entitlement",
    "Extract",
    "HearingCheck",
    "LedgerRow",
    "LineAmount",
    "LineClaim",
    "Mandate",
    "Outage",
    "Participation",
    "Party",
    "PartyKind",
    "PartyRole",
    "Payment",
    "PaymentStatus",
    "Position",
    "Receivable",
    "RegisterEntry",
    "Reservation",
    "RoleHolding",
    "Sample",
    "Signal",
    "SignalKey",
    "SignalOrigin",
    "SignalOutcome",
    "SignalStatus",
    "SetOff",
    "Share",
    "ShareList",
    "SharingRun",
    "SharedCase",
    "Status",
    "Submission",
    "Term",
    "User",
    "Window",
]
