"""Aid in a report: noun phrases of what is given, by whom and to whom."""
