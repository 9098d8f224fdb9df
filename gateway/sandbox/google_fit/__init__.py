"""Google Fit REST v1, as its discovery document (revision 20250819) describes it."""
