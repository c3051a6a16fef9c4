/**
 * What programs say in other languages, as they say it in English (strerror(3) of glibc, ping(8), ifconfig(8), route(8), bash(1)). Longer ones go first.
 */
const messages: readonly (readonly [form: RegExp, english: string])[] = [
  [
    /网络不可达|網路無法使用|Das Netzwerk ist nicht erreichbar|Le réseau n'est pas accessible|ネットワークに届きません|La red es inaccesible|Сеть недоступна|네트워크가 접근 불가능합니다/,
    'Network is unreachable',
  ],
  [
    /没有到主机的路由|沒有路由可到達主機|Keine Route zum Zielrechner|Aucun chemin d'accès pour atteindre l'hôte cible|ホストへの経路がありません|Нет маршрута до узла|No hay ruta hasta el .host./,
    'No route to host',
  ],
  [/目标主机不可达|目标主机无法访问|Zielhost nicht erreichbar|Zielrechner ist nicht erreichbar/, 'Destination Host Unreachable'],
  [
    /没有那个文件或目录|沒有此一檔案或目錄|Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier de ce (?:type|nom)|そのようなファイルやディレクトリはありません|Нет такого файла или каталога|No existe el (?:archivo|fichero) o el directorio/,
    'No such file or directory',
  ],
  [
    /不允许的操作|此項操作並不被允許|Die Operation ist nicht erlaubt|Opération non permise|許可されていない操作です|Операция не позволена|Operación no permitida/,
    'Operation not permitted',
  ],
  [
    /权限不够|拒絕不符權限的操作|Keine Berechtigung|Permission non accordée|許可がありません|Отказано в доступе|Permiso denegado/,
    'Permission denied',
  ],
  [
    /文件已存在|檔案已存在|Die Datei existiert bereits|Le fichier existe|ファイルが存在します|Файл существует|El (?:archivo|fichero) ya existe/,
    'File exists',
  ],
  [
    /无效的参数|無效的參數|不適用的引數|Das Argument ist ungültig|Argument invalide|無効な引数です|Недопустимый аргумент|Argumento inválido/,
    'Invalid argument',
  ],
  [
    /设备或资源忙|裝置或系統資源忙碌中|Das Gerät oder die Ressource ist belegt|Périphérique ou ressource occupé|デバイスもしくはリソースがビジー状態です|Устройство или ресурс занято/,
    'Device or resource busy',
  ],
  [
    /拒绝连接|连接被拒绝|連線被拒絕|Verbindungsaufbau abgelehnt|Connexion refusée|接続を拒否されました|В соединении отказано|Conexión rehusada/,
    'Connection refused',
  ],
  [
    /连接超时|連線逾時|Die Wartezeit für die Verbindung ist abgelaufen|Connexion terminée par expiration du délai d'attente|接続がタイムアウトしました/,
    'Connection timed out',
  ],
  [
    /没有那个设备|沒有此一裝置|Kein passendes Gerät gefunden|Aucun périphérique de ce type|そのようなデバイスはありません|Нет такого устройства/,
    'No such device',
  ],
  [
    /未找到命令|命令未找到|找不到指令|Kommando nicht gefunden\.?|commande introuvable|コマンドが見つかりません|команда не найдена|orden no encontrada/,
    'command not found',
  ],
  [/无法访问 ?'?([^'：:]+?)'?[：:] ?/, "cannot access '$1': "],
  [/Zugriff auf ('[^']+') nicht möglich:/, 'cannot access $1:'],
  [/未知的名称或服务|Der Name oder der Dienst ist nicht bekannt|Nom ou service inconnu/, 'Name or service not known'],
  // ping(8)
  [/^PING (.*) (?:字节的数据。|位元組的資料。|Bytes an Daten\.|octets de données\.)$/, 'PING $1 bytes of data.'],
  [/^(\d+) (?:字节，来自|比特，来自|位元組，來自|Bytes von|octets de) /, '$1 bytes from '],
  [/ (?:时间|時間|Zeit|temps)=([\d.]+) ?(?:毫秒|ms)$/, ' time=$1 ms'],
  [/^--- (\S+) (?:ping 统计|ping-Statistik|statistiques ping) ---$/, '--- $1 ping statistics ---'],
  [
    /^已发送 (\d+) 个包，? ?已接收 (\d+) 个包(.*?), (\S+) 包丢失(?:, 耗时 (\d+) ?毫秒)?$/,
    '$1 packets transmitted, $2 received$3, $4 packet loss, time $5ms',
  ],
  [/^(\d+) Pakete übertragen, (\d+) empfangen/, '$1 packets transmitted, $2 received'],
  [/ 0% (?:Paketverlust|perte de paquets)/, ' 0% packet loss'],
  [/^(?:Von|De) (\S+):? (icmp_seq=\d+ )/, 'From $1 $2'],
  [/\+(\d+) (?:Fehler|erreurs|错误),/, '+$1 errors,'],
  [/^(\d+) (?:バイト応答 送信元 ?|바이트 \()(\S+?)(?:에서\))?: /, '$1 bytes from $2: '],
  [/^(PING .*) (?:バイトのデータ|바이트의 데이터|比特的数据)[.。]?$/, '$1 bytes of data.'],
  [/ (?:時間|시간)=([\d.]+) ?(?:ミリ秒|ms|밀리초)$/, ' time=$1 ms'],
  [/^--- (\S+) (?:핑 통계|ping 統計) ---$/, '--- $1 ping statistics ---'],
  [
    /^(\d+) 패킷이 전송되었습니다, (\d+) 수신되었습니다, (\S+) 패킷 손실(?:, 시간 (\d+)ms)?$/,
    '$1 packets transmitted, $2 received, $3 packet loss, time $4ms',
  ],
  [
    /^送信パケット数 (\d+), 受信パケット数 (\d+), パケット損失 (\S+)(?:, 時間 (\d+)ミリ秒)?$/,
    '$1 packets transmitted, $2 received, $3 packet loss, time $4ms',
  ],
  [/^找不到设备 "(\S+)"$/, 'Cannot find device "$1"'],
  [/: 找不到设备$/, ': Device not found'],
  [/^(nsenter|mount|umount): 打不开 (\S+): /, '$1: cannot open $2: '],
  [/^激活Internet连接 \((?:仅服务器|只显示服务器)\)$/, 'Active Internet connections (only servers)'],
  [/^激活Internet连接 \(w\/o 服务器\)$/, 'Active Internet connections (w/o servers)'],
  [/^登出$/, 'logout'],
  // ifconfig(8)
  [/\((?:以太网|Ethernet)\)/, '(Ethernet)'],
  [/Lokale Schleife|Boucle locale|本地环回|本地回环/, 'Local Loopback'],
  [/^(\s*)inet adr:/, '$1inet addr:'],
  [/^(\s*)adr inet6:/, '$1inet6 addr:'],
  [/Scope:Hôte/, 'Scope:Host'],
  [/Scope:Lien/, 'Scope:Link'],
  [/\bPackets reçus:(\d+) erreurs:(\d+) :(\d+)/, 'RX packets:$1 errors:$2 dropped:$3'],
  [/\bTX packets:(\d+) erreurs:(\d+) :(\d+)/, 'TX packets:$1 errors:$2 dropped:$3'],
  [/\bOctets reçus:(\d+) (\([^)]*\)) Octets transmis:/, 'RX bytes:$1 $2 TX bytes:'],
  [/\blg file transmission:/, 'txqueuelen:'],
  [/Hardware Adresse /, 'HWaddr '],
  [/\binet Adresse:/, 'inet addr:'],
  [/\binet6-Adresse:/, 'inet6 addr:'],
  [/\binet (?:地址|位址):/, 'inet addr:'],
  [/\binet6 (?:地址|位址):/, 'inet6 addr:'],
  [/(?:硬件地址|硬體位址) ?/, 'HWaddr '],
  [/链接封装:/, 'Link encap:'],
  [/Gültigkeitsbereich:Verbindung/, 'Scope:Link'],
  [/Gültigkeitsbereich:Maschine/, 'Scope:Host'],
  [/Gültigkeitsbereich:Global/, 'Scope:Global'],
  [/\bMaske:|\bMasque:|掩码:/, 'Mask:'],
  [/广播:/, 'Bcast:'],
  [/\bMetrik:|跃点数:/, 'Metric:'],
  [
    /\b([RT]X)-Pakete:(\d+) Fehler:(\d+) Verloren:(\d+) Überläufe:(\d+) (?:Fenster|Träger):(\d+)/,
    '$1 packets:$2 errors:$3 dropped:$4 overruns:$5 frame:$6',
  ],
  [
    /(RX|TX|接收|发送) ?数据包:(\d+) 错误:(\d+) 丢弃:(\d+) 过载:(\d+) (?:帧数|载波):(\d+)/,
    'RX packets:$2 errors:$3 dropped:$4 overruns:$5 frame:$6',
  ],
  [/接收字节:/, 'RX bytes:'],
  [/发送字节:/, 'TX bytes:'],
  [/Kollisionen:|碰撞:/, 'collisions:'],
  [/Sendewarteschlangenlänge:|发送队列长度:/, 'txqueuelen:'],
  [/\b([RT]X)-Bytes:/g, '$1 bytes:'],
  // route(8), arp(8)
  [
    /^(?:Kernel-IP-Routentabelle|Таблица маршутизации ядра протокола IP|Таблица маршрутизации ядра протокола IP|カーネルIP経路テーブル|内核 IP 路由表|Table de routage IP du noyau)$/,
    'Kernel IP routing table',
  ],
  [
    /^(?:Ziel|目标|Destination|受信先サイト) +(?:Router|网关|Passerelle|Gateway|ゲートウェイ) +(?:Genmask|子网掩码|ネットマスク) +(?:Flags|标志|Indic|フラグ) +/,
    'Destination Gateway Genmask Flags ',
  ],
  [/(?<=^Destination Gateway .*)(?:跃点 +引用 +使用 +接口)/, 'Metric Ref Use Iface'],
  [/(?<=^Destination Gateway .*)\bMSS +Fenêtre +irtt\b/, 'MSS Window irtt'],
  [/^Aktive Internetverbindungen \(Nur Server\)$/, 'Active Internet connections (only servers)'],
  [/^Aktive Internetverbindungen \(ohne Server\)$/, 'Active Internet connections (w/o servers)'],
  [/ -- (?:kein Eintrag|没有记录|无记录)$/, ' -- no entry'],
];

/** A line in English, as far as it is something that a program says. */
export function translate(line: string): string {
  return messages.reduce((text, [form, english]) => text.replace(form, english), line);
}
