"""The page kinds every app builds its pages from: home, list, detail, form, board."""
