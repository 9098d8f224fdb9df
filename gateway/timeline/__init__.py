"""The merged feed: windows, filter, walk, cursor and duplicates. Pure, but for the walk's loads."""
