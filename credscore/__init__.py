"""credscore tells how well the claims in a news article are attributed."""

__version__ = "0.1.0"
