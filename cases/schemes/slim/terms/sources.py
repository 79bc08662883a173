"""Where the values of SLIM were read, and from which days they hold.
The values themselves stand beside this file, by subject."""

from __future__ import annotations

from datetime import date

START = date(2020, 1, 1)
AMENDED_2021 = date(2021, 5, 1)
INTERIM_2021 = date(2021, 7, 1)
ADVANCE_2023 = date(2023, 3, 1)
SOFTENED_2023 = date(2023, 7, 10)
AMENDED_2023 = date(2023, 9, 1)
START_2025 = date(2025, 1, 1)
RENUMBERED_2025 = date(2025, 3, 1)
LOT_2026 = date(2026, 3, 31)

STCRT_2019 = "https://zoek.officielebekendmakingen.nl/stcrt-2019-70088.html"
TEXT_2020 = "https://wetten.overheid.nl/BWBR0043015/2020-01-01"
STCRT_2021 = "https://zoek.officielebekendmakingen.nl/stcrt-2021-22240.html"
NEWS_2022 = "https://www.rijksoverheid.nl/actueel/nieuws/2022/05/19/slim---regeling-voor-samenwerkingsverbanden-en-grootbedrijf-gewijzigd"
STCRT_2023 = "https://zoek.officielebekendmakingen.nl/stcrt-2023-4109.html"
NEWS_2023 = (
    "https://www.uitvoeringvanbeleidszw.nl/actueel/nieuws/2023/07/31/slim-regeling-per-1-september-2023-gewijzigd"
)
NEWS_2024 = "https://www.uitvoeringvanbeleidszw.nl/actueel/nieuws/2024/05/16/opening-nieuw-aanvraagtijdvak-slim-voor-samenwerkingsverbanden-en-grootbedrijven-op-3-juni-2024"
STCRT_2024 = "https://zoek.officielebekendmakingen.nl/stcrt-2024-41822.html"
STCRT_2025 = "https://zoek.officielebekendmakingen.nl/stcrt-2025-7276.html"
PORTAL = "https://www.uitvoeringvanbeleidszw.nl/subsidies-en-regelingen/slim/aanvragen"
INSTRUCTIONS = "https://wetten.overheid.nl/BWBR0027023/2012-07-01"
GENERAL_SCHEME = "https://wetten.overheid.nl/BWBR0009211"
ADVISER_2026 = "https://github.com/Sheherazade-28/slim-subsidie-app"
PNO_2020 = "https://www.pnoconsultants.com/nl/nieuws/slim-regeling-loting/"
DIRECTION_2020 = "https://www.direction.nl/nieuws/slim-2021/"
TOPHRDESK_2021 = "https://tophrdesk.nl/opening-aanvraagtijdvak-slim-voor-individuele-mkb-ondernemingen/"
METALEKTRO = "https://www.ao-metalektro.nl/slim-regeling/"
OVP = "https://www.ovp.nl/slimregeling/"
SUBSIDY_EXPERT = "https://www.desubsidieexpert.nl/subsidies/bedrijven/personeel-gerelateerde-subsidieregelingen/slim-subsidie-voor-het-stimuleren-van-leren-en-ontwikkelen-in-mkb"
SUBSIDYSCAN_2022 = "https://www.subsidiescan.nl/blog/slim-samenwerking-en-grootbedrijf-geopend"
CONFIANZA_2022 = "https://www.confianza.nl/post/slim-subsidieregeling-2022"
CEDEO_2022 = "https://nieuwsbrieven.cedeo.eu/Bericht/415"
PCHECK_2023 = "https://www.pcheck.nl/single-post/slim-subsidieregeling-2023"
CEDEO_2023 = "https://nieuwsbrieven.cedeo.eu/Bericht/456"
TIMMER_2023 = "https://www.timmerbv.nl/accountancy-nieuws/wijziging-slim-regeling/"
WIEDIJK_2025 = "https://wiedijk.nl/verlenging-slim-regeling"
NLSI_2020 = "https://nlsi.nl/nlsi-nieuws/slim-regeling-bekendgemaakt-stimulans-voor-leren-en-ontwikkelen/"
JONGLAAN = "https://www.jonglaan.nl/nieuws/fors-besparen-met-de-slim-subsidie"
HEZELBURCHT = "https://www.hezelburcht.com/nieuws/slim-regeling-2020-is-geevalueerd-overwegend-positief/"
BOGEBOORTEZORG_2021 = "https://bogeboortezorg.nl/informatie-bewerken/?sortBy=&viewTopic=8293"
