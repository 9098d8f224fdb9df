"""The wheel and the sdist: built the same way each time, and tried as a stranger would."""
