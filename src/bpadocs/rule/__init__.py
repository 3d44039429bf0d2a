"""What a rule is: its texts, its arguments, where its translations come from."""
