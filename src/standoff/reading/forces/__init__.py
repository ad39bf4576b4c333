"""Forces in a report: noun phrases of forces, what is said of them, whose they are and where."""
