"""Would it stand in court: what a case must satisfy, each computed with its figures."""
