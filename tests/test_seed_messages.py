"""What a checker says of the first rule in five languages, letter for letter."""

from pathlib import Path

import pytest
from message_helpers import REPOSITORY, catalogs_of, install

from bpadocs.runtime import Messages

RULE = "hyper-v/integration-services-alternate-ip"
NAMES = ["SQL01", "WEB02", "IIS03"]

EXPECTED = {
    "en": """\
Error | Configuration
Integration services must be installed before primary or Replica virtual machines can use an alternate IP address \
after a failover
Virtual machines participating in replication can be configured to use a specific IP address in the event of failover, \
but only if integration services are installed in the guest operating system of the virtual machine.
In the event of a failover (planned, unplanned, or test), the Replica virtual machine will come online using the same \
IP address as the primary virtual machine. This configuration might cause connectivity issues. This impacts the \
following virtual machines:
Use Virtual Machine Connection to install integration services in the virtual machine.
SQL01
SQL01 and WEB02
SQL01, WEB02, and IIS03
""",
    "fr": """\
Erreur | Configuration
Les services d’intégration doivent être installés avant que les machines virtuelles principales ou de réplication \
puissent utiliser une autre adresse IP après un basculement
Les machines virtuelles participant à la réplication peuvent être configurées pour utiliser une adresse IP spécifique \
en cas de basculement, mais uniquement si les services d’intégration sont installés dans le système d’exploitation \
invité de la machine virtuelle.
En cas de basculement (planifié, non planifié ou de test), la machine virtuelle de réplication sera mise en ligne \
avec la même adresse IP que la machine virtuelle principale. Cette configuration peut entraîner des problèmes de \
connectivité. Cela a un impact sur les machines virtuelles suivantes\N{NO-BREAK SPACE}:
Utilisez Connexion à un ordinateur virtuel pour installer les services d’intégration dans la machine virtuelle.
SQL01
SQL01 et WEB02
SQL01, WEB02 et IIS03
""",
    "it": """\
Errore | Configurazione
I servizi di integrazione devono essere installati prima che le macchine virtuali primarie o di replica possano usare \
un indirizzo IP alternativo dopo un failover
Le macchine virtuali che partecipano alla replica possono essere configurate per l'utilizzo di un indirizzo IP \
specifico in caso di failover, ma solo se i servizi di integrazione sono installati nel sistema operativo guest della \
macchina virtuale.
In caso di failover (pianificato, non pianificato o di test), la macchina virtuale di replica verrà portata online \
con lo stesso indirizzo IP della macchina virtuale primaria. Questa configurazione potrebbe causare problemi \
di connettività. Ciò influisce sulle macchine virtuali seguenti:
Usare Connessione macchina virtuale per installare i servizi di integrazione nella macchina virtuale.
SQL01
SQL01 e WEB02
SQL01, WEB02 e IIS03
""",
    "es": """\
Error | Configuración
Los servicios de integración deben instalarse antes de que las máquinas virtuales principales o de réplica puedan usar \
una dirección IP alternativa después de una conmutación por error
Las máquinas virtuales que participan en la replicación se pueden configurar para usar una dirección IP específica en \
caso de conmutación por error, pero solo si los servicios de integración están instalados en el sistema operativo \
invitado de la máquina virtual.
En caso de una conmutación por error (planeada, no planeada o de prueba), la máquina virtual de réplica se pondrá en línea \
con la misma dirección IP que la máquina virtual principal. Esta configuración puede provocar problemas de \
conectividad. Esto afecta a las siguientes máquinas virtuales:
Use Conexión a máquina virtual para instalar los servicios de integración en la máquina virtual.
SQL01
SQL01 y WEB02
SQL01, WEB02 e IIS03
""",
    "ko": """\
오류 | 구성
장애 조치(failover) 후 주 또는 복제본 가상 컴퓨터에서 대체 IP 주소를 사용하려면 먼저 통합 서비스를 \
설치해야 합니다
복제에 참여하는 가상 컴퓨터는 장애 조치(failover) 시에 특정 IP 주소를 사용하도록 구성할 수 있습니다. 단, 가상 \
컴퓨터의 게스트 운영 체제에 통합 서비스가 설치되어 있는 경우에만 가능합니다.
계획된 장애 조치(failover), 계획되지 않은 장애 조치(failover) 또는 테스트 장애 조치(failover)가 발생한 경우 복제본 \
가상 컴퓨터는 주 가상 컴퓨터와 동일한 IP 주소를 사용하여 온라인 상태로 전환됩니다. 이 구성으로 인해 연결 문제가 발생할 수 있습니다. 다음 \
가상 컴퓨터가 영향을 받습니다.
가상 컴퓨터 연결을 사용하여 가상 컴퓨터에 통합 서비스를 설치합니다.
SQL01
SQL01 및 WEB02
SQL01, WEB02 및 IIS03
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(catalogs_of(REPOSITORY), tmp_path_factory.mktemp("messages"))


@pytest.mark.parametrize("locale", EXPECTED)
def test_the_first_rule_with_no_one_two_and_three_virtual_machines(
    folder: Path, locale: str
) -> None:
    message = Messages.open(folder, locale)[RULE]
    severities, title, issue, impact, resolution, *lists = EXPECTED[locale].splitlines()
    assert f"{message.severity} | {message.category}" == severities
    assert message.title == title
    assert message.issue() == issue
    assert message.resolution() == resolution
    assert message.impact(virtual_machines=[]) == impact
    for count, joined in enumerate(lists, 1):
        assert message.impact(virtual_machines=NAMES[:count]) == f"{impact}\n\n{joined}"
    assert {message.title.locale, message.impact(virtual_machines=[]).locale} == {
        locale
    }
