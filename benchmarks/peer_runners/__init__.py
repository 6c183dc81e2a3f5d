"""A small program for each peer; `benchmarks.peers` runs each in an environment of its own."""
