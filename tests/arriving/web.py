"""The site as gunicorn serves it, with the small scheme among the others; for tests and benches that talk to it over HTTP."""

from __future__ import annotations

import os
from pathlib import Path

from django.core.wsgi import get_wsgi_application

from cases import schemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
schemes.__path__.append(str(Path(__file__).parent / "schemes"))
application = get_wsgi_application()
