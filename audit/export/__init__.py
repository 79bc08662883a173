"""Exports of the audit trail, one module per format, made from events alone.
Which events go out is in selection; how a file is checked is in audit.verify."""
