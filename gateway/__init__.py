"""One GraphQL feed of what a person did, over Google Fit and Oura."""
