"""Give a rule another name, or take it away, and all that names it follows.

A plan is made of files as they are and as they are to be; nothing is written here. Files go last,
so that whatever ends a command half way leaves every text in one place at least, and the same
command again does the rest.
"""
