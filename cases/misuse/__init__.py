"""The engine behind misuse signals: fingerprints of cases, how they are shared, what the rules of a scheme make of it.
The rules themselves stand in the scheme; raising and reviewing are steps. See README.md in this folder."""
