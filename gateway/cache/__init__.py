"""What is kept between requests: values by key, for a time. All of it can be lost at any moment."""
