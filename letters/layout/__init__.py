"""How a letter looks, layout 2026-11: styles, lines, pages, tables.
A layout that letters were sent with is never changed; the next one is put beside it under its own version."""
