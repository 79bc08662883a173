"""The entrance for the web server (gunicorn config.wsgi:application).
Starting and stopping that server is the business of supervisor.py or of the machine's own service manager."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
