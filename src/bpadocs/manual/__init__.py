"""The manual at a terminal: which pages there are, and how one is shown."""
