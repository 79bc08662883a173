"""The addresses of the desk, in Dutch, without a personal value in any of them."""

from __future__ import annotations

from django.urls import path, register_converter
from django.urls.converters import IntConverter

from workflows.desk import (
    case_page,
    files,
    parties,
    payments,
    search,
    session,
    signals,
    source,
    trail,
    windows,
    worklist,
)
from workflows.desk.outside import page as outside
from workflows.desk.tasks import page as tasks


class KeyConverter(IntConverter):
    """A row's key: a whole number that the database can hold, so that a longer one is simply not found."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")

urlpatterns = [
    path("", worklist.worklist, name="worklist"),
    path("aanmelden/", session.sign_in, name="sign_in"),
    path("afmelden/", session.sign_out, name="sign_out"),
    path("broncode/", source.source, name="source"),
    path("zoeken/", search.search, name="search"),
    path("zaken/<key:pk>/", case_page.case_page, name="case"),
    path("zaken/<key:pk>/ontvangen/<slug:kind>/", outside.receive, name="receive"),
    path("zaken/<key:pk>/handeling/<slug:name>/", tasks.initiative_page, name="initiative"),
    path("taken/<key:pk>/", tasks.task_page, name="task"),
    path("taken/<key:pk>/nemen/", tasks.take_task, name="take_task"),
    path("taken/<key:pk>/teruggeven/", tasks.release_task, name="release_task"),
    path("documenten/<key:pk>/", files.document, name="document"),
    path("brieven/<key:pk>/", files.letter, name="letter"),
    path("brieven/<key:pk>/voorbeeld/", files.preview, name="preview"),
    path("brieven/<key:pk>/voorbeeld.pdf", files.preview_pdf, name="preview_pdf"),
    path("tijdvakken/", windows.windows, name="windows"),
    path("tijdvakken/<slug:code>/", windows.window_page, name="window"),
    path("tijdvakken/<slug:code>/lijst.txt", windows.frozen_list, name="frozen_list"),
    path("tijdvakken/<slug:code>/betalingen/", payments.payments, name="payments"),
    path("signalen/", signals.signals, name="signals"),
    path("opleiders/", parties.trainers, name="trainers"),
    path("partijen/<key:pk>/", parties.party_page, name="party"),
    path("maatregelen/<key:pk>/", parties.measure_page, name="measure"),
    path("maatregelen/<key:pk>/<slug:name>/", parties.measure_page, name="measure_act"),
    path("auditspoor/", trail.trail, name="trail"),
    path("auditspoor/inzagen/", trail.readings, name="readings"),
    path("auditspoor/narekenen/", trail.verify, name="verify_trail"),
    path("auditspoor/export/", trail.export, name="export_trail"),
]
