"""The way out of the house: what is written, mail server, webhooks. Knows no transaction."""
