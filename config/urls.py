"""The addresses of the site: everything for people at work comes from the desk, for other systems from the API.
Viewflow's own pages are not mounted: they can undo a finished process while its decision stands."""

from django.urls import URLPattern, URLResolver, include, path

from workflows.api.urls import api

urlpatterns: list[URLPattern | URLResolver] = [path("api/v1/", api.urls), path("", include("workflows.desk.urls"))]
handler400 = "workflows.desk.errors.bad_request"
handler403 = "workflows.desk.errors.forbidden"
handler404 = "workflows.desk.errors.not_found"
handler500 = "workflows.desk.errors.server_error"
