"""Measured, never guessed. ``make bench`` runs every ``bench_*.py`` and prints its figures."""
