"""One file for each optional dependency; the only place that imports one."""
