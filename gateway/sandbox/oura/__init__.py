"""The Oura API v2, as its OpenAPI document (1.37) describes it."""
