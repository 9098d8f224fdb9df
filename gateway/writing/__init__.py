"""The one safe write path: what is checked, what is kept, and what is told when it fails."""
