"""Stories that bring cases of every scheme to every kind of letter by really taking the steps, and send what is due on the way.
What the letters must say is tested in `test_letters_of_schemes`."""

from __future__ import annotations

from collections.abc import Mapping

from tests.letters.stories import advice, praktijkleren, slim, stap, third_path
from tests.letters.stories.story import Stories

STORIES: Mapping[str, Stories] = {
    "slim": slim.STORIES,
    "praktijkleren": praktijkleren.STORIES,
    "stap": stap.STORIES,
    "derde_leerweg": third_path.STORIES,
    "ontwikkeladvies": advice.STORIES,
}
"""By scheme and name."""
