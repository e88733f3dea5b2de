"""Intake: files, folders, globs, stdin and URLs in; documents, or quarantine records with their reason, out."""

from __future__ import annotations

from harmattan.stages.intake.language import detect_language, installed_languages
from harmattan.stages.intake.options import IntakeOptions, Quarantined
from harmattan.stages.intake.reading import read_bytes
from harmattan.stages.intake.sources import read_sources

__all__ = [
    "IntakeOptions",
    "Quarantined",
    "detect_language",
    "installed_languages",
    "read_bytes",
    "read_sources",
]
