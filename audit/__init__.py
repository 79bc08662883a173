"""What happened: the audit trail, its proof, its exports and the rights that protect it.
Nothing here knows a case, a letter or a flow."""
