"""Report forms as data: what a form prints, over which period, and which sums must hold."""
