"""What a checker said once, understood again, and said in another language."""
