"""What this app tells the lower ones at start: kinds, procedures, outcomes, pages."""
