"""What lists of this app are filtered by, on pages and in the API alike."""
