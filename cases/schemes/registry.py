"""Which schemes there are: every folder beside this file that holds a SCHEME.
Nothing is registered by hand; a new folder is a new scheme."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from types import MappingProxyType

from cases import schemes as package
from cases.schemes.base import Scheme


class UnknownScheme(LookupError):
    """There is no scheme with this code."""


@lru_cache(maxsize=1)
def schemes() -> Mapping[str, Scheme]:
    """Give every scheme by its code, in alphabetical order. Raises TypeError for a folder without a SCHEME."""
    folders = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if module.ispkg)
    return MappingProxyType({scheme.code: scheme for scheme in map(_of_folder, folders)})


def scheme(code: str) -> Scheme:
    """Give the scheme with this code. Raises UnknownScheme with a sentence that names the codes there are."""
    try:
        return schemes()[code]
    except KeyError as error:
        raise UnknownScheme(f"Er is geen regeling {code!r}. Kies uit: {', '.join(schemes())}.") from error


def _of_folder(name: str) -> Scheme:
    found = getattr(import_module(f"{package.__name__}.{name}"), "SCHEME", None)
    if not isinstance(found, Scheme):
        raise TypeError(f"De map cases/schemes/{name} heeft geen SCHEME in __init__.py.")
    return found
