"""Google Fit as its API has it, with nothing left out: `googleFit`, and the writes beside it."""
