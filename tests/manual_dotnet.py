"""`dotnet run --project FOLDER -- WORDS` where there is no .NET SDK: Mono does what the SDK does.

It compiles the same source, and embeds the .resx files of the folder under the names that the SDK
gives them: the neutral ones in the program, those of a culture in a library of that culture.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_COMPILER = """
using System.Collections;
using System.Resources;

static class ResxCompiler
{
    static void Main(string[] files)
    {
        for (int i = 0; i < files.Length; i += 2)
            using (var reader = new ResXResourceReader(files[i]))
            using (var writer = new ResourceWriter(files[i + 1]))
                foreach (DictionaryEntry entry in reader)
                    writer.AddResource((string)entry.Key, entry.Value);
    }
}
"""


def main() -> int:
    """Compile and run the program of a folder."""
    run, option, folder, _, *words = sys.argv[1:]
    assert (run, option) == ("run", "--project")
    with tempfile.TemporaryDirectory() as made:
        program = _build(Path(folder), Path(made))
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        return subprocess.call(["mono", program, *words], env=environment)


def _build(folder: Path, made: Path) -> Path:
    [project] = folder.glob("*.csproj")
    found = re.search("<RootNamespace>(.*)</", project.read_text("utf-8"))
    assert found
    compiler = made / "ResxCompiler.exe"
    source = made / "ResxCompiler.cs"
    source.write_text(_COMPILER)
    _mcs(compiler, "-r:System.Windows.Forms.dll", str(source))
    neutral = []
    pairs: list[str] = []
    satellites: dict[str, list[str]] = {}
    for resx in sorted(folder.glob("*.resx")):
        _, _, culture = resx.stem.partition(".")
        compiled = made / f"{found[1]}.{resx.stem}.resources"
        pairs += [str(resx), str(compiled)]
        option = f"-resource:{compiled},{compiled.name}"
        if culture:
            satellites.setdefault(culture, []).append(option)
        else:
            neutral.append(option)
    subprocess.run(["mono", compiler, *pairs], check=True)
    for culture, options in satellites.items():
        (made / culture).mkdir()
        attribute = made / culture / "Culture.cs"
        attribute.write_text(
            f'[assembly: System.Reflection.AssemblyCulture("{culture}")]\n'
        )
        library = made / culture / f"{project.stem}.resources.dll"
        _mcs(library, "-target:library", *options, str(attribute))
    program = made / f"{project.stem}.exe"
    _mcs(program, *neutral, *map(str, sorted(folder.glob("*.cs"))))
    return program


def _mcs(out: Path, *words: str) -> None:
    subprocess.run(["mcs", f"-out:{out}", *words], check=True)


if __name__ == "__main__":
    sys.exit(main())
