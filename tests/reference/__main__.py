"""Write the reference anew, and the whole manual as HTML: `python -m reference`, or `make manual`."""

from pathlib import Path

from reference import html
from reference.pages import write

HTML = Path(__file__).parents[2] / "build" / "manual"

for name in write():
    print(f"docs/reference/{name}")
count = html.write(HTML)
print(f"{count} pages in build/manual/; open build/manual/index.html")
