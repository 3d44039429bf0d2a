"""Write the reference anew: `python -m reference`, which `make manual` runs."""

from reference.pages import write

for name in write():
    print(f"docs/reference/{name}")
