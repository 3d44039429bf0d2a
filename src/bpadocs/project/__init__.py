"""Rule files and product files into the model, every mistake with its place."""
