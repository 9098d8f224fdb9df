"""What is measured beside the gateway: servers that answer the same requests."""
