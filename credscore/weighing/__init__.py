"""Article to Score: features, cards, parts and their explanation."""
