"""Runs YaoAn's processes on one machine: starts, watches, restarts, stops."""
