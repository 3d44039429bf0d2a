"""The words all pages share, and front matter."""
