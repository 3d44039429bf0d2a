"""Whether it is the language, and good in it."""
