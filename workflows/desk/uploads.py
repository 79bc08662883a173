"""How much one request may bring. Without this anybody, signed in or not, could fill the disk before a page reads a byte.
Which files a form takes, and how large each may be, is judged by the page itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

FILES = 10
"""A form takes at most so many documents; the largest submission times this is the most that a request can need."""


class Quota(FileUploadHandler):
    """Refuses a request by its announced length; the server reads no further than that length."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any) -> None:
        """Raise RequestDataTooBig, which becomes a page with status 400."""
        if content_length > FILES * settings.MAX_SUBMISSION_BYTES:
            raise RequestDataTooBig("More than all documents of one form together.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Leave the keeping to the handlers after this one."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Nothing was kept here."""
