"""What an editor is told of a rule while it is written, over the Language Server Protocol."""
