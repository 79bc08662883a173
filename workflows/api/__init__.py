"""The way in over HTTP for other systems: applications, acts, documents, decisions and trial calculations."""
