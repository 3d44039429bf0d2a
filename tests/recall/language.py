"""Faults of content, language, machine translation and typography, planted into a text beside its
English.

Words are written here by hand, as those who translate get them wrong: none is taken from the
glossaries and lists that the checks read.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple

from bpadocs.lint.subject import Unit
from recall.frame import Planted, TextPlant

Plant = Callable[[str, str, str], Planted | None]
"""From language, English and translation; nothing where the fault has no place in them."""


class Fault(NamedTuple):
    """A fault, the check that must find it, and whether it can only be in Markdown."""

    kind: str
    check: str
    plant: Plant
    markup: bool = True

    @property
    def as_plant(self) -> TextPlant:
        return TextPlant(self.kind, (self.check,), self._change)

    def _change(self, unit: Unit) -> Planted | None:
        if self.markup and not unit.translation.markup:
            return None
        translation = unit.translation.text
        planted = self.plant(unit.language, unit.english.text, translation)
        if planted is None or planted.translation == translation:
            return None
        return planted


def swap(
    pattern: str, instead: str | Callable[[re.Match[str]], str], flags: int = 0
) -> Plant:
    """The first match in the translation becomes something else."""

    def plant(language: str, english: str, translation: str) -> Planted | None:
        match = re.search(pattern, translation, flags)
        if match is None:
            return None
        new = instead(match) if callable(instead) else match.expand(instead)
        text = translation[: match.start()] + new + translation[match.end() :]
        return Planted(english, text, match.start(), match.start() + max(len(new), 1))

    return plant


# not one of PowerShell's, in a block of code
_PROSE_BRACKET = r"(?<=[^\W\d_] )\((?=[a-zà-ÿ])|(?<=[가-힣])\((?=[가-힣])"


def added(pairs: Mapping[str, tuple[str, str]]) -> Plant:
    """A paragraph put behind both texts: the English, and by language the faulty translation with
    ⟦the fault⟧.
    """

    def plant(language: str, english: str, translation: str) -> Planted | None:
        pair = pairs.get(language) or pairs.get("*")
        if pair is None:
            return None
        before, fault, after = re.split("[⟦⟧]", pair[1])
        start = len(translation) + 2 + len(before)
        return Planted(
            f"{english}\n\n{pair[0]}",
            f"{translation}\n\n{before}{fault}{after}",
            start,
            start + len(fault),
        )

    return plant


def only(languages: str, plant: Plant) -> Plant:
    return lambda language, english, translation: (
        plant(language, english, translation) if language in languages.split() else None
    )


def _whole(make: Callable[[str, str, str], str | None]) -> Plant:
    def plant(language: str, english: str, translation: str) -> Planted | None:
        text = make(language, english, translation)
        return Planted(english, text, 0, len(text)) if text else None

    return plant


def _other_number(match: re.Match[str]) -> str:
    return str(int(match[0]) + 37)


def exchanged(words: Mapping[str, Mapping[str, str]]) -> Plant:
    """The first of a language's words, or groups of words, becomes another one."""

    def plant(language: str, english: str, translation: str) -> Planted | None:
        for right, wrong in words.get(language, {}).items():
            match = re.search(rf"(?<!\w){re.escape(right)}(?!\w)", translation)
            if match:
                text = translation[: match.start()] + wrong + translation[match.end() :]
                return Planted(english, text, match.start(), match.start() + len(wrong))
        return None

    return plant


def _shortened(language: str, english: str, translation: str) -> str | None:
    return (
        translation[: len(translation) // 6]
        if len(english) > 120 and "\n" not in english + translation
        else None
    )


def _misread(match: re.Match[str]) -> str:
    return match[0].encode("utf-8").decode("latin-1")


def _cyrillic(match: re.Match[str]) -> str:
    return match[0].translate(CYRILLIC)


def _loose(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", match[0])


CYRILLIC = str.maketrans("aeopc", "аеорс")

MISSPELT: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "machine virtuelle": "machine virtuele",
        "machines virtuelles": "machines virtuels",
        "carte réseau": "cartes résau",
        "commutateur virtuel": "comutateur virtuel",
        "disque dur virtuel": "disque dure virtuel",
    },
    "it": {
        "macchina virtuale": "machina virtuale",
        "macchine virtuali": "macchine virtuale",
        "scheda di rete": "schede di rette",
        "disco rigido virtuale": "disco riggido virtuale",
    },
    "es": {
        "máquina virtual": "maquina virtual",
        "máquinas virtuales": "máquinas virtual",
        "adaptador de red": "adaptadór de red",
        "disco duro virtual": "disco duro vitual",
    },
    "ko": {"가상 머신": "가상 머쉰", "네트워크 어댑터": "네트웍 어댑터"},
}

LEFT_IN_ENGLISH: Mapping[str, Mapping[str, str]] = {
    "fr": {"machine virtuelle": "virtual machine", "carte réseau": "network adapter"},
    "it": {"macchina virtuale": "virtual machine", "scheda di rete": "network adapter"},
    "es": {"máquina virtual": "virtual machine", "adaptador de red": "network adapter"},
    "ko": {"가상 머신": "virtual machine", "네트워크 어댑터": "network adapter"},
}

ANOTHER_TERM: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "machine virtuelle": "ordinateur virtuel",
        "carte réseau": "adaptateur réseau",
    },
    "it": {
        "macchina virtuale": "computer virtuale",
        "scheda di rete": "adattatore di rete",
    },
    "es": {"máquina virtual": "equipo virtual", "adaptador de red": "tarjeta de red"},
    "ko": {"가상 머신": "가상 컴퓨터", "네트워크 어댑터": "네트워크 카드"},
}

LOWER_CASE: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "Gestionnaire Hyper-V": "gestionnaire Hyper-V",
        "Gestionnaire de serveur": "gestionnaire de serveur",
        "Gestionnaire de périphériques": "gestionnaire de périphériques",
        "Réplica Hyper-V": "réplica Hyper-V",
    },
    "it": {
        "Gestione dispositivi": "gestione dispositivi",
        "Replica Hyper-V": "replica Hyper-V",
    },
    "es": {
        "Administrador de Hyper-V": "administrador de Hyper-V",
        "Administrador del servidor": "administrador del servidor",
        "Administrador de dispositivos": "administrador de dispositivos",
        "Réplica de Hyper-V": "réplica de Hyper-V",
    },
}

CAPITALS: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "un serveur": "un Serveur",
        "le serveur": "le Serveur",
        "la machine": "la Machine",
        "le réseau": "le Réseau",
        "la mémoire": "la Mémoire",
        "le disque": "le Disque",
    },
    "it": {
        "il server": "il Server",
        "la macchina": "la Macchina",
        "la rete": "la Rete",
        "la memoria": "la Memoria",
        "il disco": "il Disco",
    },
    "es": {
        "el servidor": "el Servidor",
        "la máquina": "la Máquina",
        "la red": "la Red",
        "la memoria": "la Memoria",
        "el disco": "el Disco",
    },
}

ARTICLES: Mapping[str, Mapping[str, str]] = {
    "fr": {
        "la machine": "le machine",
        "le serveur": "la serveur",
        "une machine": "un machine",
        "le réseau": "la réseau",
        "le disque": "la disque",
        "la mémoire": "le mémoire",
    },
    "it": {
        "la macchina": "il macchina",
        "una macchina": "un macchina",
        "il server": "la server",
        "la rete": "il rete",
        "il disco": "la disco",
        "la memoria": "il memoria",
    },
    "es": {
        "la máquina": "el máquina",
        "una máquina": "un máquina",
        "el servidor": "la servidor",
        "la red": "el red",
        "el disco": "la disco",
        "la memoria": "el memoria",
    },
}

FAULTS: tuple[Fault, ...] = (
    Fault(
        "a number changed",
        "numbers",
        swap(r"(?<![\w.,-])\d+(?![\w.,%]|\s?[A-Z]?\d)", _other_number),
        False,
    ),
    Fault(
        "a unit recased",
        "numbers",
        added(
            {
                "fr": ("It has 8 GB.", "Il a ⟦8 go⟧."),
                "*": ("It has 8 GB.", "RAM: ⟦8 gb⟧."),
            }
        ),
    ),
    Fault(
        "a file name torn",
        "literals",
        added({"*": ("Run services.msc.", "Hyper-V: ⟦services. msc⟧.")}),
    ),
    Fault(
        "a cmdlet recased",
        "literals",
        added({"*": ("Run Get-VMSwitch.", "Hyper-V: ⟦Get-vmswitch⟧.")}),
    ),
    Fault(
        "a version with a comma",
        "literals",
        added({"*": ("It needs SMB 3.0.", "SMB ⟦3,0⟧.")}),
    ),
    Fault(
        "Hyper-V recased", "product-names", swap(r"\bHyper-V\b(?!-)", "Hyper-v"), False
    ),
    Fault(
        "an acronym recased",
        "product-names",
        added({"*": ("These are SANs.", "Hyper-V: ⟦San⟧.")}),
    ),
    Fault(
        "a name left out",
        "product-names",
        swap(r"(?<!\w)Windows (?:Server|Update)(?: \d{4})?(?: R2)?", "X"),
    ),
    Fault("a term misspelt", "terms", exchanged(MISSPELT), False),
    Fault("a term left in English", "terms", exchanged(LEFT_IN_ENGLISH), False),
    Fault("a term nobody uses", "terms", exchanged(ANOTHER_TERM), False),
    Fault("a name in lower case", "terms", exchanged(LOWER_CASE), False),
    Fault(
        "a label recased",
        "ui-labels",
        added(
            {
                "fr": ("See **Settings**.", "Consultez ⟦**paramètres**⟧."),
                "it": ("See **Settings**.", "Vedere ⟦**impostazioni**⟧."),
                "es": ("See **Settings**.", "Consulte ⟦**configuración**⟧."),
            }
        ),
    ),
    Fault(
        "a label left in English",
        "ui-labels",
        added({"*": ("See **Settings**.", "Hyper-V: ⟦**Settings**⟧.")}),
    ),
    Fault(
        "a right-click made a double-click",
        "ui-verbs",
        added(
            {
                "fr": ("Right-click it.", "⟦Double-cliquez⟧ dessus."),
                "it": ("Right-click it.", "Fare ⟦doppio clic⟧ su questo."),
                "es": ("Right-click it.", "Haga ⟦doble clic⟧ en él."),
                "ko": ("Right-click it.", "항목을 ⟦두 번 클릭⟧합니다."),
            }
        ),
    ),
    Fault(
        "a link's title in lower case",
        "link-text",
        added(
            {
                "fr": (
                    "See [Plan a host](a.md).",
                    "Consultez [⟦planifier un hôte⟧](a.md).",
                ),
                "it": (
                    "See [Plan a host](a.md).",
                    "Vedere [⟦pianificare un host⟧](a.md).",
                ),
                "es": (
                    "See [Plan a host](a.md).",
                    "Consulte [⟦planear un host⟧](a.md).",
                ),
            }
        ),
    ),
    Fault(
        "at least made up to",
        "limits",
        added(
            {
                "fr": ("Use at least 6 disks.", "Utilisez ⟦au plus⟧ 6 disques."),
                "it": ("Use at least 6 disks.", "Usare ⟦fino a 6⟧ dischi."),
                "es": ("Use at least 6 disks.", "Use ⟦hasta 6⟧ discos."),
                "ko": ("Use at least 6 disks.", "디스크를 6개 ⟦이하⟧로 사용합니다."),
            }
        ),
    ),
    Fault(
        "a condition turned round",
        "opposites",
        added(
            {
                "fr": (
                    "The lamp is lit if the door is open.",
                    "La lampe est allumée ⟦à moins que⟧ la porte soit ouverte.",
                ),
                "it": (
                    "The lamp is lit if the door is open.",
                    "La lampada è accesa ⟦a meno che⟧ la porta sia aperta.",
                ),
                "es": (
                    "The lamp is lit if the door is open.",
                    "La lámpara está encendida ⟦a menos que⟧ la puerta esté abierta.",
                ),
                "ko": (
                    "The lamp is lit if the door is open.",
                    "문이 열려 있⟦지 않는 한⟧ 램프가 켜져 있습니다.",
                ),
            }
        ),
    ),
    Fault(
        "a duty made a choice",
        "opposites",
        added(
            {
                "fr": ("The label must be green.", "L’étiquette ⟦peut⟧ être verte."),
                "it": ("The label must be green.", "L’etichetta ⟦può⟧ essere verde."),
                "es": ("The label must be green.", "La etiqueta ⟦puede⟧ ser verde."),
                "ko": ("The label must be green.", "레이블은 녹색일 ⟦수 있⟧습니다."),
            }
        ),
    ),
    Fault(
        "a verb that undoes",
        "opposites",
        added(
            {
                "fr": ("Add a lamp to the room.", "⟦Supprimez⟧ une lampe de la pièce."),
                "it": (
                    "Add a lamp to the room.",
                    "⟦Rimuovere⟧ una lampada dalla stanza.",
                ),
                "es": (
                    "Add a lamp to the room.",
                    "⟦Elimine⟧ una lámpara de la habitación.",
                ),
                "ko": ("Add a lamp to the room.", "방에서 램프를 ⟦제거⟧합니다."),
            }
        ),
    ),
    Fault(
        "another unit of time",
        "durations",
        added(
            {
                "fr": ("Wait 45 seconds.", "Attendez ⟦45 minutes⟧."),
                "it": ("Wait 45 seconds.", "Attendere ⟦45 minuti⟧."),
                "es": ("Wait 45 seconds.", "Espere ⟦45 minutos⟧."),
                "ko": ("Wait 45 seconds.", "⟦45분⟧ 동안 기다립니다."),
            }
        ),
    ),
    Fault(
        "a negation lost",
        "negation",
        added(
            {
                "fr": ("The rule does not apply.", "⟦La règle s’applique.⟧"),
                "it": ("The rule does not apply.", "⟦La regola si applica.⟧"),
                "es": ("The rule does not apply.", "⟦La regla se aplica.⟧"),
                "ko": ("The rule does not apply.", "⟦규칙이 적용됩니다.⟧"),
            }
        ),
    ),
    Fault(
        "a word in the wrong sense",
        "word-senses",
        added(
            {
                "fr": ("There is free space.", "Il y a de l’espace ⟦gratuit⟧."),
                "it": ("Press a key.", "Premere ⟦una chiave⟧."),
                "es": ("Install the driver.", "Instale el ⟦conductor⟧."),
                "ko": ("This is a qualified server.", "⟦한정된⟧ 서버입니다."),
            }
        ),
    ),
    Fault(
        "a text not translated",
        "untranslated",
        _whole(
            lambda language, english, translation: (
                english if len(english) > 30 else None
            )
        ),
        False,
    ),
    Fault(
        "an English word left",
        "english-fragments",
        added({"*": ("Check the list there.", "Hyper-V, ⟦there⟧.")}),
    ),
    Fault(
        "another language",
        "wrong-language",
        _whole(
            lambda language, english, translation: (
                "El servicio no se puede iniciar en este servidor."
                if language != "es"
                else "Le service ne peut pas être démarré sur ce serveur."
            )
        ),
        False,
    ),
    Fault(
        "letters of another script",
        "wrong-script",
        swap(r"(?<=\s)\w{4,}(?=\s)", "сервер"),
        False,
    ),
    Fault(
        "a word twice",
        "doubled-words",
        swap(r"(?<=\s)([^\W\d_]{4,})(?=\s[^\W\d_])", r"\1 \1"),
        False,
    ),
    Fault("most of it missing", "length", _whole(_shortened), False),
    Fault(
        "a mark of the translation system",
        "mt-tokens",
        swap(r"(?<=[a-z가-힣]) (?=\w)", " @no__t-0 "),
        False,
    ),
    Fault(
        "an ending torn off",
        "split-words",
        only("ko", swap(r"(?<=[가-힣]{2})(?=합니다|됩니다|하는|되는|하여)", " ")),
    ),
    Fault(
        "a Korean ending in syllables",
        "split-words",
        only("ko", swap(r"(?<=[가-힣]{2})(하|되)(여|고|면|며)(?=[ ,])", r" \1 \2")),
        False,
    ),
    Fault(
        "the wrong encoding",
        "mojibake",
        swap(r"[éèàùòóíáìñ]|[가-힣](?=\.)", _misread),
        False,
    ),
    Fault(
        "a Cyrillic letter",
        "homoglyphs",
        swap(r"(?<=[A-Za-z])[aeopc](?=[a-z])", _cyrillic),
        False,
    ),
    Fault(
        "a zero-width space",
        "invisible-characters",
        swap(r"(?<=\w)(?=\w)", "\u200b"),
        False,
    ),
    Fault(
        "a lost letter",
        "invisible-characters",
        swap(r"(?<=\w)\w(?=\w)", "\ufffd"),
        False,
    ),
    Fault(
        "loose accents",
        "normalization",
        swap(r"[éèàùòóíáìñ]|[가-힣]", _loose),
        False,
    ),
    Fault(
        "a blank before a comma",
        "spacing",
        swap(r"(?<=[^\W\d_]), (?=\w)", " , "),
        False,
    ),
    Fault("a blank inside brackets", "spacing", swap(_PROSE_BRACKET, "( ")),
    Fault(
        "two blanks", "double-blanks", swap(r"(?<=[^\W\d_]) (?=[^\W\d_])", "  "), False
    ),
    Fault(
        "a full stop added",
        "final-punctuation",
        _whole(
            lambda language, english, translation: (
                f"{translation}."
                if translation[-1].isalpha() and english[-1].isalpha()
                else None
            )
        ),
        False,
    ),
    Fault(
        "a quotation mark alone",
        "quotation-marks",
        added({"*": ('It is "X".', 'Hyper-V: ⟦"⟧X.')}),
    ),
    Fault("two dots", "ellipsis", swap(r"(?<=[^\W\d_])\.$", ".."), False),
    Fault(
        "no no-break space",
        "no-break-spaces",
        only("fr", swap("\u00a0(?=[:;?!»])", " ")),
        False,
    ),
    Fault(
        "a straight apostrophe",
        "apostrophes",
        only("fr", swap("(?<=[a-z])’(?=[a-zéà])", "'")),
        False,
    ),
    Fault(
        "no opening question mark",
        "inverted-marks",
        only("es", added({"es": ("Is it on?", "⟦Está encendido?⟧")})),
    ),
    Fault(
        "a capital after a colon",
        "colon-capital",
        added(
            {
                "fr": (
                    "Note this: the disk is full.",
                    "Notez ceci\u00a0: ⟦Le⟧ disque est plein.",
                ),
                "it": (
                    "Note this: the disk is full.",
                    "Si noti questo: ⟦Il⟧ disco è pieno.",
                ),
                "es": (
                    "Note this: the disk is full.",
                    "Tenga en cuenta esto: ⟦El⟧ disco está lleno.",
                ),
            }
        ),
    ),
    Fault("a stray capital", "stray-capitals", exchanged(CAPITALS), False),
    Fault("an article of the wrong gender", "agreement", exchanged(ARTICLES), False),
    Fault(
        "a form no grammar allows",
        "grammar",
        added(
            {
                "fr": (
                    "It is the list of the server.",
                    "C’est la liste ⟦de le⟧ serveur.",
                ),
                "it": ("This affects the cluster.", "⟦Ciò influisca⟧ sul cluster."),
                "es": (
                    "It is the list of the server.",
                    "Es la lista ⟦de el⟧ servidor.",
                ),
                "ko": ("It can be used.", "서버는 사용할 수 ⟦있는입니다⟧."),
            }
        ),
    ),
    Fault(
        "a particle in the wrong form",
        "particles",
        only("ko", swap(r"(?<=[가-힣])를(?= )", "을")),
        False,
    ),
    Fault(
        "a sentence that breaks off",
        "unfinished",
        added(
            {
                "fr": ("Use the tool.", "Utilisez l’outil ⟦de⟧."),
                "it": ("Use the tool.", "Usare lo strumento ⟦di⟧."),
                "es": ("Use the tool.", "Use la herramienta ⟦de⟧."),
                "ko": ("The tool must be used", "도구를 ⟦사용해야⟧"),
            }
        ),
    ),
    Fault(
        "English word order around bold",
        "word-order",
        added(
            {
                "fr": (
                    "It is on the **Sample** tab.",
                    "C’est sur ⟦le **Exemple** onglet⟧.",
                ),
                "it": (
                    "It is on the **Sample** tab.",
                    "Si trova ⟦nel **Esempio** scheda⟧.",
                ),
                "es": (
                    "It is on the **Sample** tab.",
                    "Está ⟦en el **Ejemplo** ficha⟧.",
                ),
                "ko": ("Click **Sample**.", "⟦클릭 **예제**⟧합니다."),
            }
        ),
    ),
    Fault(
        "a familiar form of address",
        "register",
        added(
            {
                "fr": ("Open the pane.", "⟦Ouvre⟧ le volet."),
                "it": ("Open the pane.", "⟦Apri⟧ il riquadro."),
                "es": ("Open the pane.", "⟦Abre⟧ el panel."),
            }
        ),
    ),
)

PLANTS: tuple[TextPlant, ...] = tuple(fault.as_plant for fault in FAULTS)
