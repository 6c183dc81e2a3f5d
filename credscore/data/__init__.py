"""Lexicons, gazetteers, cards and weights: data, no code."""
