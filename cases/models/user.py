"""Employees of the office. What somebody may do stands in dated holdings and mandates, never on the account."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An employee who signs in; `function` is printed under the letters that the employee signs."""

    function = models.CharField("functie", max_length=120, blank=True)

    class Meta:
        verbose_name = "medewerker"
        verbose_name_plural = "medewerkers"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
