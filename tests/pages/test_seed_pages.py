"""The five published pages that bpadocs comes from, against what the seed rule generates.

English comes out byte for byte. Each localized page differs from its seed in exactly the defects
named here: applied to the seed, they give the generated page, so that a new difference fails, and a
correction that is not listed too.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from bpadocs.project.tree import read_project
from bpadocs.publish import outputs

ROOT = Path(__file__).parents[2]
SEEDS = Path(__file__).parents[1] / "fixtures" / "seeds"
PAGE = "Integration-services-must-be-installed-before-primary-or-Replica-virtual-machine.md"
ENGLISH_HASH = "58e744c182fb2013e55e91f58140c6ba14181f9f"
OLD_HASH = "d532d58d21b39963b41de969d83b720ed077e9c7"
ENGLISH_COMMIT = "6aff3d88ff22ea141a6ea6572a5ad8dd6321f199"
OLD_COMMIT = "b00d7c8968c4adc8f699dbee694afe6ed36bc9de"
"""Where the published pages name the hash of today's English, they name the first of these commits,
and the day it was handed off.
"""


@dataclass(frozen=True)
class Correction:
    """A defect of a published page: its line, what stood there, what stands there now."""

    line: int
    was: str
    now: str
    defect: str


NEW_LINE = "\n"

CORRECTIONS = {
    "fr-fr": (
        Correction(4, NEW_LINE, "ms.service: na", "a front matter key of the English page is lost"),
        Correction(10, "kbdazure", "KBDAzure", "the author's name is recased"),
        Correction(12, OLD_HASH, ENGLISH_HASH, "made from an English page with other front matter"),
        Correction(13, OLD_COMMIT, ENGLISH_COMMIT, "the commit of that other English page"),
        Correction(16, "04/08/2020", "09/27/2019", "the day that other English page was handed off"),
        Correction(21, "S’applique à Windows", "S’applique à\u00a0: Windows", "the colon of “Applies To:” is lost"),
        Correction(21, "Server\u00a02016", "Server 2016", "a no-break space inside a product's name"),
        Correction(27, "Système d'exploitation", "Système d’exploitation", "a straight apostrophe in a label"),
        Correction(27, "Windows\u00a0Server\u00a02016", "Windows Server 2016", "no-break spaces inside a product's name"),
        Correction(29, "**Va**", "**Gravité**", "“Severity” is translated as a verb"),
        Correction(29, "|Error|", "|Erreur|", "the severity is left in English"),
        Correction(38, "est mise en ligne à l’aide de la même", "sera mise en ligne avec la même", "the present for what will happen, and a calque of “using”"),
        Correction(40, "liste des machines virtuelles >", "liste des machines virtuelles>", "a blank in a placeholder"),
        Correction(43, "Utilisez connexion à", "Utilisez Connexion à", "a product's window without its capital"),
        Correction(43, "sur l’ordinateur virtuel.*", "dans la machine virtuelle.*", "one term translated two ways on one page, and “on” for “in”"),
        Correction(45, "version d’Integration Services", "version des services d’intégration", "a term left in English"),
        Correction(45, "[machines virtuelles", "[Machines virtuelles", "a page's title without its capital"),
    ),
    "it-it": (
        Correction(2, "Integration Services deve essere installato", "I servizi di integrazione devono essere installati", "a term left in English"),
        Correction(3, "testo per questa regola", "testo di questa regola", "a calque of “text for”"),
        Correction(4, NEW_LINE, "ms.service: na", "a front matter key of the English page is lost"),
        Correction(10, "kbdazure", "KBDAzure", "the author's name is recased"),
        Correction(12, OLD_HASH, ENGLISH_HASH, "made from an English page with other front matter"),
        Correction(13, OLD_COMMIT, ENGLISH_COMMIT, "the commit of that other English page"),
        Correction(16, "04/08/2020", "09/27/2019", "the day that other English page was handed off"),
        Correction(19, "Integration Services deve essere installato", "I servizi di integrazione devono essere installati", "a term left in English"),
        Correction(23, "Best Practice Analyzer", "Best Practices Analyzer", "the tool's name misspelt"),
        Correction(32, "sezioni seguenti, corsivo", "sezioni seguenti, il corsivo", "the article is missing"),
        Correction(32, "interfaccia Utente visualizzata", "interfaccia utente visualizzato", "a stray capital, and a participle that agrees with the wrong noun"),
        Correction(32, "Analizzatore procedure consigliate", "Best Practices Analyzer", "the tool's name in a second way on one page"),
        Correction(38, "resa online utilizzando lo stesso", "portata online con lo stesso", "calques of “come online” and “using”"),
        Correction(38, "Ciò influisca", "Ciò influisce", "a subjunctive in a main clause"),
        Correction(40, "elenco di macchine virtuali >", "elenco di macchine virtuali>", "a blank in a placeholder"),
        Correction(43, "Virtual Machine Connection", "Connessione macchina virtuale", "a product's window left in English"),
        Correction(43, "installare Integration Services", "installare i servizi di integrazione", "a term left in English"),
        Correction(45, "che le macchine virtuali", "che queste macchine virtuali", "“these” is lost"),
        Correction(45, "recente di Integration Services", "recente dei servizi di integrazione", "a term left in English"),
        Correction(45, "include Linux Integration Services (LIS)", "include i servizi di integrazione Linux (LIS)", "a term left in English"),
        Correction(45, "[macchine virtuali", "[Macchine virtuali", "a page's title without its capital"),
    ),
    "es-es": (
        Correction(2, "conmutación por error.", "conmutación por error", "a full stop on the title"),
        Correction(3, "regla de Analizador", "regla del Analizador", "the article is missing"),
        Correction(20, "conmutación por error.", "conmutación por error", "a full stop on the title"),
        Correction(24, "los análisis y los procedimientos recomendados", "los procedimientos recomendados y los exámenes", "“scans” translated two ways in one sentence"),
        Correction(24, "vea", "consulte", "“see” translated two ways on one page"),
        Correction(24, "[ejecución de exámenes de analizador", "[Ejecución de exámenes del Analizador", "a page's title without its capital, and a product's name recased"),
        Correction(26, "|Property|", "|Propiedad|", "a label left in English"),
        Correction(33, "siguientes, cursiva", "siguientes, la cursiva", "the article is missing"),
        Correction(33, "la herramienta de Analizador", "la herramienta Analizador", "a preposition too many"),
        Correction(36, "Integration Services está instalado", "los servicios de integración están instalados", "a term left in English"),
        Correction(39, "@no__t 0In el evento de", "*En caso de", "machine translation residue, broken italics and words left in English"),
        Correction(39, "virtuales: *", "virtuales:*", "a blank before the closing mark of the italics"),
        Correction(39, "se conectará con la misma", "se pondrá en línea con la misma", "“come online” translated as “connect”"),
        Correction(41, "list de máquinas virtuales >", "lista de máquinas virtuales>", "a placeholder half translated, with a blank"),
        Correction(44, "Use conexión a", "Use Conexión a", "a product's window without its capital"),
        Correction(46, "virtuales están configuradas", "virtuales estén configuradas", "an indicative after “asegúrese de que”"),
        Correction(46, "para obtener la versión", "a fin de obtener la versión", "para twice in one sentence"),
        Correction(46, "reciente de Integration Services", "reciente de los servicios de integración", "a term left in English"),
        Correction(46, "ahora Linux Integration Services (LIS)", "ahora los servicios de integración de Linux (LIS)", "a term left in English"),
        Correction(46, "[máquinas virtuales", "[Máquinas virtuales", "a page's title without its capital"),
    ),
    "ko-kr": (
        Correction(2, "주 전에 integration services를 설치 해야 하거나 복제본 가상 컴퓨터가 장애 조치 후 대체 IP 주소를 사용할 수 있는", "장애 조치(failover) 후 주 또는 복제본 가상 컴퓨터에서 대체 IP 주소를 사용하려면 먼저 통합 서비스를 설치해야 합니다", "a title that is no sentence, and a term left in English"),
        Correction(3, "규칙에 대 한 텍스트의 온라인 버전으로, 자세한 정보에 대 한 링크를 제공 합니다", "규칙 텍스트의 온라인 버전이며 자세한 정보로 연결되는 링크를 제공합니다", "translationese, and split spacing"),
        Correction(20, "주 전에 integration services를 설치 해야 하거나 복제본 가상 컴퓨터가 장애 조치 후 대체 IP 주소를 사용할 수 있는", "장애 조치(failover) 후 주 또는 복제본 가상 컴퓨터에서 대체 IP 주소를 사용하려면 먼저 통합 서비스를 설치해야 합니다", "a title that is no sentence, and a term left in English"),
        Correction(22, "Windows\u00a0Server", "Windows Server", "a no-break space inside a product's name"),
        Correction(24, "모범 사례 분석기 및 검사", "모범 사례 및 검사", "“best practices” translated as the tool's name"),
        Correction(30, "**Severity**", "**심각도**", "a label left in English"),
        Correction(30, "|Error|", "|오류|", "the severity is left in English"),
        Correction(31, "|Configuration|", "|구성|", "the category is left in English"),
        Correction(33, "다음 섹션에서는 기울임꼴이이 문제에 대 한 모범 사례 분석기 도구에 표시 되는", "다음 섹션에서 기울임꼴은 이 문제에 대해 모범 사례 분석기 도구에 표시되는", "split and lost spacing"),
        Correction(36, "참여 하는", "참여하는", "split spacing"),
        Correction(36, "장애 조치 (failover)", "장애 조치(failover)", "a blank before a bracket"),
        Correction(36, "사용 하도록", "사용하도록", "split spacing"),
        Correction(36, "integration services가 설치 되어", "통합 서비스가 설치되어", "a term left in English, and split spacing"),
        Correction(36, "가능 합니다", "가능합니다", "split spacing"),
        Correction(39, "장애 조치 (failover) (계획 됨, 계획 되지 않음 또는 테스트)가", "계획된 장애 조치(failover), 계획되지 않은 장애 조치(failover) 또는 테스트 장애 조치(failover)가", "two brackets in a row, and split spacing"),
        Correction(39, "발생 한", "발생한", "split spacing"),
        Correction(39, "복제본 가상 머신은 주 가상 머신과", "복제본 가상 컴퓨터는 주 가상 컴퓨터와", "one term translated two ways on one page"),
        Correction(39, "사용 하 여", "사용하여", "split spacing"),
        Correction(39, "전환 됩니다", "전환됩니다", "split spacing"),
        Correction(39, "이는 다음과 같은 가상 컴퓨터에 영향을 줍니다.", "다음 가상 컴퓨터가 영향을 받습니다.", "a calque of “this impacts”"),
        Correction(41, "가상 컴퓨터 \\<목록 >", "\\<가상 컴퓨터 목록>", "a placeholder torn apart"),
        Correction(44, "사용 하 여", "사용하여", "split spacing"),
        Correction(44, "integration services를 설치 합니다", "통합 서비스를 설치합니다", "a term left in English, and split spacing"),
        Correction(46, "Windows Server 2016 년 Windows 가상 컴퓨터에 대 한 통합 서비스는 Windows Update를 통해 전달 됩니다.", "Windows Server 2016부터 Windows 가상 컴퓨터용 통합 서비스는 Windows Update를 통해 제공됩니다.", "“As of” taken for a year, and split spacing"),
        Correction(46, "이러한 가상 컴퓨터 통합 서비스의 최신 버전을 가져오려면 Windows 업데이트를 수신 하도록 구성 되었는지 확인 합니다.", "최신 버전의 통합 서비스를 받으려면 이러한 가상 컴퓨터가 Windows 업데이트를 수신하도록 구성되었는지 확인합니다.", "what is configured is lost, and split spacing"),
        Correction(46, "Linux 커널 이제 Linux 통합 서비스 (LIS)을 포함 하 고 새 릴리스를 위한 업데이트 하지만 최신 기능 향상 또는 수정 이전 커널에 따라 Linux 배포판 없을 수 있습니다.", "이제 Linux 커널에는 Linux 통합 서비스(LIS)가 포함되고 새 릴리스에 맞게 업데이트되지만, 이전 커널을 기반으로 하는 Linux 배포판에는 최신 개선 사항이나 수정 사항이 없을 수 있습니다.", "a sentence without its grammar"),
        Correction(46, "[Windows에서 hyper-v에 대해 지원 되는", "[Windows의 Hyper-V에서 지원되는", "a product's name recased, and split spacing"),
        Correction(46, "참조 하세요", "참조하세요", "split spacing"),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def built() -> Mapping[str, bytes]:
    return outputs(read_project(ROOT))


def seed(locale: str) -> bytes:
    return (SEEDS / locale / PAGE).read_bytes()


def test_english_is_the_published_page_byte_for_byte(
    built: Mapping[str, bytes],
) -> None:
    page = built[f"docs/en-us/hyper-v/{PAGE}"]
    assert page == seed("en-us")
    assert hashlib.sha1(page).hexdigest() == ENGLISH_HASH


@pytest.mark.parametrize("locale", CORRECTIONS)
def test_localized_pages_differ_in_the_named_defects_only(
    locale: str, built: Mapping[str, bytes]
) -> None:
    lines = seed(locale).decode().split("\n")
    for correction in sorted(
        CORRECTIONS[locale], key=lambda correction: -correction.line
    ):
        place = correction.line - 1
        if correction.was == NEW_LINE:
            lines.insert(place + 1, correction.now)
            continue
        assert lines[place].count(correction.was) == 1, (
            f"{locale}:{correction.line}: no “{correction.was}” in the seed"
        )
        lines[place] = lines[place].replace(correction.was, correction.now)
    generated = built[f"docs/{locale}/hyper-v/{PAGE}"].decode().split("\n")
    assert generated == lines


@pytest.mark.parametrize("locale", CORRECTIONS)
def test_localized_pages_name_the_english_page_they_are_made_from(
    locale: str, built: Mapping[str, bytes]
) -> None:
    assert (
        f"\nms.openlocfilehash: {ENGLISH_HASH}\n".encode()
        in built[f"docs/{locale}/hyper-v/{PAGE}"]
    )
