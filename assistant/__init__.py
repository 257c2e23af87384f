"""Dateline: ask dated news articles; every sentence of the answer is cited and checked."""
