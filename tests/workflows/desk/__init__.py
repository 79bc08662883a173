"""The pages of the desk: who sees what, what a form does, and what a refusal looks like."""
