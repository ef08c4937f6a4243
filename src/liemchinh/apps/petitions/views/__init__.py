"""The pages of petitions, one file a page."""
