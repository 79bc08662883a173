"""The legal clock: when a term ends, why, and what being late costs. Pure functions on dates.
No case, no database and no background timer here."""
