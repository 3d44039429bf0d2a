"""The machine: files, processes, git, the cache. Nothing here knows a rule."""
