"""Whether the gateway stays as it is: hours of mixed load while faults come and go."""
