"""Projects of any size, of real shape: about 6 KB a rule file in five languages, details with
steps, lists and code.

Sentences are put together from small phrases in each language, so that texts differ from rule to
rule as real ones do.
"""

import random
import shutil
from pathlib import Path

from bpadocs.rule.model import Stamp
from bpadocs.rule.provenance import fingerprint, format_stamp

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "fr", "it", "es", "ko")
PRODUCTS = ("hyper-v", "file-services", "dns", "clustering")

_PHRASES = {
    "en": (
        ("The virtual machine", "The host server", "A network adapter", "The replica", "One of the virtual switches"),
        ("cannot use", "must provide", "is configured with", "does not report", "still waits for"),
        ("the physical disk", "the replication port", "enough memory", "a valid certificate", "the virtual switch"),
        ("after a failover", "while the service runs", "on this server", "in production", "since the last restart"),
    ),
    "fr": (
        ("La machine virtuelle", "Le serveur hôte", "Une carte réseau", "Le réplica", "L’un des commutateurs virtuels"),
        ("ne peut pas utiliser", "doit fournir", "est configuré avec", "ne signale pas", "attend encore"),
        ("le disque physique", "le port de réplication", "assez de mémoire", "un certificat valide",
         "le commutateur virtuel"),
        ("après un basculement", "pendant l’exécution du service", "sur ce serveur", "en production", "depuis hier"),
    ),
    "it": (
        ("La macchina virtuale", "Il server host", "Una scheda di rete", "La replica", "Uno dei commutatori virtuali"),
        ("non può usare", "deve fornire", "è configurato con", "non segnala", "attende ancora"),
        ("il disco fisico", "la porta di replica", "memoria sufficiente", "un certificato valido",
         "il commutatore virtuale"),
        ("dopo un failover", "mentre il servizio è in esecuzione", "in questo server", "in produzione", "da ieri"),
    ),
    "es": (
        ("La máquina virtual", "El servidor host", "Un adaptador de red", "La réplica", "Uno de los conmutadores"),
        ("no puede usar", "debe proporcionar", "está configurado con", "no notifica", "espera todavía"),
        ("el disco físico", "el puerto de replicación", "memoria suficiente", "un certificado válido",
         "el conmutador virtual"),
        ("después de una conmutación por error", "mientras el servicio se ejecuta", "en este servidor", "en producción",
         "desde ayer"),
    ),
    "ko": (
        ("가상 컴퓨터가", "호스트 서버가", "네트워크 어댑터가", "복제본이", "가상 스위치 중 하나가"),
        ("사용할 수 없습니다", "제공해야 합니다", "사용하도록 구성되어 있습니다", "보고하지 않습니다",
         "아직 기다립니다"),
        ("실제 디스크를", "복제 포트를", "충분한 메모리를", "유효한 인증서를", "가상 스위치를"),
        ("장애 조치 후", "서비스가 실행되는 동안", "이 서버에서", "프로덕션 환경에서", "마지막 다시 시작 이후"),
    ),
}  # fmt: skip


def generate(folder: Path, rules: int, seed: int = 1) -> Path:
    """Write a project with that many rules into the folder, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copytree(ROOT / "locales", folder / "locales", dirs_exist_ok=True)
    locales = "\n".join(
        f'{language} = "{locale}"' for language, locale in _LOCALES.items()
    )
    (folder / "pyproject.toml").write_text(
        f"[tool.bpadocs.locales]\n{locales}\n", "utf-8"
    )
    for product in PRODUCTS:
        (folder / "rules" / product).mkdir(parents=True, exist_ok=True)
        text = (
            (ROOT / "rules/hyper-v/product.yaml")
            .read_text("utf-8")
            .replace("name: Hyper-V", f"name: {product}")
        )
        (folder / "rules" / product / "product.yaml").write_text(text, "utf-8")
    source = random.Random(seed)
    for number in range(rules):
        product = PRODUCTS[number * len(PRODUCTS) // rules]
        path = folder / "rules" / product / f"rule-{number:05}.yaml"
        path.write_text(rule_text(number, source), "utf-8")
    return folder


_LOCALES = {"en": "en-us", "fr": "fr-fr", "it": "it-it", "es": "es-es", "ko": "ko-kr"}


def rule_text(number: int, source: random.Random) -> str:
    """One rule file."""
    choices = [tuple(source.randrange(5) for _ in range(4)) for _ in range(9)]
    lines = [
        f"page: Rule-{number:05}-should-hold",
        f"severity: {('error', 'warning', 'information')[number % 3]}",
        f"category: {('configuration', 'operations', 'security', 'performance')[number % 4]}",
        "arguments:",
        "  virtual_machines: {type: list, label: list of virtual machines}",
        "check: VMs[?State == 'Paused'].Name",
        "front_matter:",
        f"  ms.assetid: a7fdd185-d6c8-4f58-9b58-{number:012}",
        "  ms.date: 11/21/2026",
        "text:",
    ]
    english: dict[str, str] = {}
    for language in LANGUAGES:
        fields = _fields(number, language, choices)
        english = english or fields
        lines.append(f"  {language}:")
        for name, text in fields.items():
            lines += [
                f"    {name}: |-",
                *(f"      {line}".rstrip() for line in text.split("\n")),
            ]
        if language != "en":
            lines.append("    synced:")
            for name, text in fields.items():
                stamp = Stamp(fingerprint(english[name]), fingerprint(text))
                lines.append(f"      {name}: {format_stamp(stamp)}")
    return "\n".join([*lines, ""])


def _fields(
    number: int, language: str, choices: list[tuple[int, ...]]
) -> dict[str, str]:
    sentences = [_sentence(language, choice) for choice in choices]
    code = f"```powershell\nGet-VM -Name VM{number} | Set-VMMemory -MinimumBytes {256 + number % 8 * 64}MB\n```"
    steps = f"1. {sentences[7]} **Hyper-V**.\n2. `Get-VM`:\n   - `VM{number}`\n   - `SQL{number}`"
    return {
        "title": f"{sentences[0][:-1]} {number}",
        "description": sentences[1],
        "issue": sentences[2],
        "impact": f"{sentences[4]}\n\n{{virtual_machines}}",
        "resolution": sentences[5],
        "resolution_details": f"### {sentences[6][:-1]}\n\n{steps}\n\n{code}\n\n> [!NOTE]\n> {sentences[8]}",
    }


def _sentence(language: str, choice: tuple[int, ...]) -> str:
    subjects, verbs, objects, times = _PHRASES[language]
    words = [
        subjects[choice[0]],
        verbs[choice[1]],
        objects[choice[2]],
        times[choice[3]],
    ]
    if language == "ko":  # the time first, the verb last
        words = [words[3], words[0], words[2], words[1]]
    return f"{' '.join(words)}."
