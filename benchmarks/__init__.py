"""Programs that measure credscore; see README.md beside this file."""
