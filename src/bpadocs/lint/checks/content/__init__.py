"""What is said: numbers, names, terms, labels."""
