"""What every pain log has in common, whichever program wrote it: scales, places, words, layouts, rows."""
