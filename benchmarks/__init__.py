"""How fast the gateway is, beside what one would write instead; `python -m benchmarks`."""
