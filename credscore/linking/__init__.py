"""Articles to copies and origins across a collection."""
