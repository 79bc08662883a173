"""What a letter may print, gathered from case, decision and ledger, one module per subject.
Which sentences are made of it stands in the wording of the scheme; how they become a letter in `letters.compose`."""
