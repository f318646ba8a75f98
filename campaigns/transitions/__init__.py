"""The procedures of this app as tables, one module per kind of record."""
