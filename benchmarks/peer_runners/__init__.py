"""One small program for each peer; `benchmarks.peers` runs them, each in an environment of its own."""
