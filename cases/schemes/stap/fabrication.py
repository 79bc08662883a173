"""Made-up STAP applications, proofs and register entries, for the demonstration and for load: invented people, trainers, trainings.
Nothing here decides anything; a fabricated application goes the same road as a real one."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from cases.amounts import plain
from cases.law import Values
from cases.schemes.base import Demonstration, Scenario
from cases.schemes.reading import is_bsn
from cases.schemes.stap.application import StapApplication
from cases.schemes.stap.registers import FEATURES
from cases.terms.kinds import Length

FIRST_NAMES = ("Sanne", "Joost", "Fatima", "Bram", "Aylin", "Koen", "Maria", "Dewi", "Pieter", "Noor", "Ömer", "Lotte")
LAST_NAMES = (
    "Linde",
    "Zeeduin",
    "Molenaar",
    "Watermolen",
    "Berkhout",
    "Veenhorst",
    "Duinrode",
    "Zandvliet",
    "Eikelboom",
)
TOWNS = ("Oosterwolde", "Beekhuizen", "Molenkerk", "Duinrode", "Veenhorst", "Lindelo", "Waterbroek")
SCHOOLS = ("Vakschool", "Academie", "Leerhuis", "Instituut", "Opleidingshuis")
COURSES = (
    "Lassen",
    "Verzorgende",
    "Boekhouden",
    "Programmeren",
    "Vrachtauto",
    "Logistiek",
    "Elektrotechniek",
    "Nederlands",
)
TRAININGS, TRAINERS = 2000, 120
FIRST_TRAINER, TEST_BSNS = 91_000_000, 9_000_000
SHARE_AT_MAXIMUM = 0.62
MINORS, STRANGERS = 401, 97
"""One in so many applicants is too young, which a machine may refuse; one in so many names a training that no register knows."""


@dataclass(frozen=True)
class Training:
    """An invented training: its number, its trainer, and its prices in euro."""

    number: int
    trainer: int
    eligible: Decimal
    total: Decimal

    @property
    def training_id(self) -> str:
        """The scholings-ID."""
        return f"S{self.number:05d}"

    @property
    def trainer_id(self) -> str:
        """The opleider-ID."""
        return f"O{self.trainer:03d}"

    @property
    def trainer_kvk(self) -> str:
        """The KvK number of the trainer."""
        return str(FIRST_TRAINER + self.trainer)

    @property
    def trainer_name(self) -> str:
        """The name of the trainer."""
        return f"{SCHOOLS[self.trainer % len(SCHOOLS)]} {TOWNS[self.trainer % len(TOWNS)]} {self.trainer}"

    @property
    def name(self) -> str:
        """The name of the training."""
        return f"{COURSES[self.number % len(COURSES)]} {self.number}"


def training(number: int) -> Training:
    """Give a training by its number, always the same: two thirds cost 1,000 euro or more, the others from 420 euro upwards."""
    random = Random(number)  # noqa: S311 - made-up data, no secret
    is_dear = random.random() < SHARE_AT_MAXIMUM
    eligible = Decimal(random.randint(1000, 2400) if is_dear else random.randint(420, 999))
    return Training(number, number % TRAINERS, eligible, eligible + Decimal(random.choice((0, 0, 25, 60))))


def invented_bsn(number: int) -> str:
    """Give a well-formed BSN in a range that is given to nobody; another one for each number. Raises StopIteration above a million."""
    digits = (f"{TEST_BSNS // 1_000_000}{number:06d}{eighth}{ninth}" for eighth in range(10) for ninth in range(10))
    return next(bsn for bsn in digits if is_bsn(bsn))


def fabricate(number: int, random: Random, received_at: datetime, values: Values) -> dict[str, Any]:
    """Give the envelope of one application, complete for the version of the day of receipt."""
    chosen = training(random.randrange(TRAININGS))
    starts_on = _start(random, received_at.date(), values)
    return {
        "scheme": "stap",
        "received_at": received_at.isoformat(),
        "application": _application(number, random, received_at.date(), chosen, starts_on),
        "documents": [_document("stap-aanmeldingsbewijs", number)],
    }


def _start(random: Random, on: date, values: Values) -> date:
    first = (values.start_counted_from or on) + timedelta(days=values.start_after_days)
    last = Length(values.start_within_months, "months").after(values.window_closes_on)
    return first + timedelta(days=random.randint(0, max(0, min(40, (last - first).days))))


def _application(number: int, random: Random, on: date, chosen: Training, starts_on: date) -> dict[str, Any]:
    person = _person(number, random, on)
    return {
        "applicant": person,
        "registration": _registration(number, random, person, chosen, starts_on),
        "goal": random.choice(("eigen werk", "ander werk")),
        "education": random.choice(("vmbo", "mbo-2", "mbo-4", "havo", "hbo")),
        "channel": "manual" if random.random() < 0.01 else "digital",
    }


def _person(number: int, random: Random, on: date) -> dict[str, Any]:
    first, last = random.choice(FIRST_NAMES), random.choice(LAST_NAMES)
    age_in_days = 17 * 365 if number % MINORS == 0 else random.randint(20 * 366, 60 * 365)
    return {
        "bsn": invented_bsn(number),
        "first_name": first,
        "last_name": f"{last} {number}",
        "born_on": (on - timedelta(days=age_in_days)).isoformat(),
        "street": f"Voorbeeldweg {number % 300 + 1}",
        "postcode": f"{1000 + number % 9000} ZZ",
        "town": random.choice(TOWNS),
        "email": f"deelnemer{number}@voorbeeld.example",
    }


def _registration(
    number: int, random: Random, person: Mapping[str, Any], chosen: Training, starts_on: date
) -> dict[str, Any]:
    is_stranger = number % STRANGERS == 0
    return {
        "student_number": f"ST{number:07d}",
        "first_name": person["first_name"],
        "last_name": person["last_name"],
        "born_on": person["born_on"],
        "trainer_kvk": chosen.trainer_kvk,
        "trainer_name": chosen.trainer_name,
        "trainer_id": chosen.trainer_id,
        "training_id": f"X{chosen.number:05d}" if is_stranger else chosen.training_id,
        "training_name": chosen.name,
        "location": random.choice(TOWNS),
        "starts_on": starts_on.isoformat(),
        "ends_on": (starts_on + timedelta(days=random.choice((30, 60, 120, 240)))).isoformat(),
        "eligible_amount": plain(chosen.eligible),
        "total_price": plain(chosen.total),
    }


def _document(kind: str, number: int) -> dict[str, Any]:
    text = f"Voorbeeld van {kind} bij aanvraag {number}. Dit document is verzonnen."
    content = base64.b64encode(text.encode()).decode()
    return {"kind": kind, "name": f"{kind}.txt", "media_type": "text/plain", "content": content}


def fabricate_proof(application: StapApplication, ended_on: date, share: Decimal) -> Mapping[str, Any]:
    """Give the proof of participation of somebody who took part in a share of the training; without any part, a no-show."""
    success = {"is_success": True, "has_diploma": share == 1}
    failed = {"is_success": False, "reason": "attended_too_little" if share else "not_started"}
    percent = plain(share.scaleb(2))
    return {"ended_on": ended_on.isoformat(), "attendance_percent": percent} | (
        success if share >= Decimal("0.80") else failed
    )


def register_entries(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give what the registers know of a fabricated application: its training, and that its applicant is insured."""
    registration, bsn = data["registration"], data["applicant"]["bsn"]
    if registration["training_id"].startswith("S"):
        chosen = training(int(registration["training_id"][1:]))
        yield "scholingsregister", chosen.training_id, _entry(chosen)
        yield FEATURES.name, chosen.training_id, _features(chosen)
    yield "insured_periods", bsn, {"from_on": "2015-01-01", "until_on": None}


def _entry(chosen: Training) -> dict[str, Any]:
    return {
        "training": chosen.training_id,
        "name": chosen.name,
        "level": None,
        "trainer": chosen.trainer_id,
        "trainer_name": chosen.trainer_name,
        "trainer_kvk": chosen.trainer_kvk,
        "trainer_iban": _iban(chosen.trainer),
        "catalogue_price": plain(chosen.total),
        "subsidised_price": plain(chosen.eligible),
        "status": "active",
        "from_on": "2022-01-01",
        "until_on": None,
    }


def _features(chosen: Training) -> dict[str, Any]:
    return {
        "training": chosen.training_id,
        "recognitions": ["OCW"],
        "country": "NL",
        "is_labour_market_oriented": True,
        "is_market_priced": True,
        "is_taught_and_tested": True,
        "is_paid_otherwise": False,
        "from_on": "2022-01-01",
        "until_on": None,
    }


def _iban(number: int) -> str:
    """A well-formed account number in a range that starts with zeros, as no bank gives out."""
    account = f"{number + 1:010d}"
    digits = "".join(str(ord(letter) - 55) for letter in "INGB") + account + "2321" + "00"
    return f"NL{98 - int(digits) % 97:02d}INGB{account}"


SHARES = (Decimal("1"), Decimal("0.90"), Decimal("1"), Decimal("0.80"), Decimal("0"), Decimal("0.50"))

DEMONSTRATION = Demonstration(
    scenarios=(
        Scenario(
            "stap-2023-5",
            "STAP, vijfde tijdvak van 2023: op volgorde van binnenkomst, betaling aan de opleider, bewijs van deelname",
            window="stap-2023-5",
            applications=420,
            incomplete=7,
            settled=40,
            realised=SHARES,
            seed=11,
            first_number=100_000,
            leaves_work_open=True,
            settings={"settlement_weeks": 13, "trainer_recovery_article": "STAP 19a"},
        ),
        Scenario(
            "stap-2023-2",
            "STAP, tweede tijdvak van 2023 op ware grootte: 38.500 aanvragen, plafond 34 miljoen euro",
            window="stap-2023-2",
            applications=38_500,
            incomplete=0,
            settled=0,
            realised=(),
            seed=12,
            first_number=200_000,
            only_by_name=True,
            settings={"settlement_weeks": 13},
        ),
    ),
    fabricate=fabricate,
    report=fabricate_proof,
    register_entries=register_entries,
)
