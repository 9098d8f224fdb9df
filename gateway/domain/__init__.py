"""The gateway's own words: values, units, ports and failures. No I/O, no framework."""
