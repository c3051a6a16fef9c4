import type { Sentence } from './sentence.js';

/** Causes that lie in links, cables and bridges. */
export const linkSentences = {
  'link-down': {
    en: '{link} in {namespace} is not up',
    zh: '{namespace} 的 {link} 没有启用',
    try: { en: 'in {namespace}: ip link set {link} up', zh: '在 {namespace} 中：ip link set {link} up' },
  },
  'other-end-down': {
    en: 'the other end of {link} is down: {other} in {otherNamespace}',
    zh: '{link} 的对端没有启用：{otherNamespace} 的 {other}',
    try: {
      en: 'set the other end up too, in {otherNamespace}: ip link set {other} up',
      zh: '对端也要启用，在 {otherNamespace} 中：ip link set {other} up',
    },
  },
  'lo-down': {
    en: 'lo in {namespace} is down, and what a namespace sends to itself goes through lo',
    zh: '{namespace} 的 lo 没有启用，而命名空间发给自己的数据都经过 lo',
    try: { en: 'in {namespace}: ip link set lo up', zh: '在 {namespace} 中：ip link set lo up' },
  },
  'no-link': {
    en: '{namespace} has no link but lo, so nothing leads out of it',
    zh: '{namespace} 除 lo 外没有接口，因此无法通向外面',
    try: {
      en: 'make a cable with an end in {namespace}: ip link add LINK type veth peer name OTHER',
      zh: '接一根网线，一端放在 {namespace}：ip link add 接口 type veth peer name 对端',
    },
  },
  'nothing-behind-link': {
    en: 'nothing is behind {link} in {namespace}, a {linkKind}',
    zh: '{namespace} 的 {link}（{linkKind}）后面没有连接任何东西',
    try: { en: 'use a link that has another end, or attach ports to it', zh: '使用有对端的接口，或给它加上端口' },
  },
  'bridge-down': {
    en: 'the bridge {bridge} in {namespace} is down, so it passes nothing on',
    zh: '{namespace} 的网桥 {bridge} 没有启用，因此不转发任何东西',
    try: { en: 'in {namespace}: ip link set {bridge} up', zh: '在 {namespace} 中：ip link set {bridge} up' },
  },
  'port-not-attached': {
    en: '{link} in {namespace} is no port of the bridge {bridge}',
    zh: '{namespace} 的 {link} 没有接到网桥 {bridge}',
    try: { en: 'in {namespace}: ip link set {link} master {bridge}', zh: '在 {namespace} 中：ip link set {link} master {bridge}' },
  },
  'port-in-other-bridge': {
    en: '{link} in {namespace} is a port of {bridge}, and what it has to reach is behind {wanted}',
    zh: '{namespace} 的 {link} 接在 {bridge} 上，而它要到达的在 {wanted} 后面',
    try: {
      en: 'attach both to one bridge: ip link set {link} master {wanted}',
      zh: '把两者接到同一个网桥：ip link set {link} master {wanted}',
    },
  },
  'address-on-port': {
    en: '{link} in {namespace} is a port of {bridge}: an address or route of a port does not work, only one of the bridge',
    zh: '{namespace} 的 {link} 是网桥 {bridge} 的端口：端口上的地址或路由不起作用，应设在网桥上',
    try: { en: 'move the address to {bridge}', zh: '把地址移到 {bridge}' },
  },
  'port-blocked': {
    en: '{link}, a port of {bridge} in {namespace}, is {state} and passes nothing on yet',
    zh: '{namespace} 中网桥 {bridge} 的端口 {link} 处于 {state}，尚不转发',
    try: {
      en: 'wait for it, or switch off what blocks it: ip link set {bridge} type bridge stp_state 0',
      zh: '稍等，或关闭阻塞它的功能：ip link set {bridge} type bridge stp_state 0',
    },
  },
  'ports-isolated': {
    en: '{link} in {namespace} is an isolated port of {bridge}, and isolated ports do not talk to each other',
    zh: '{namespace} 的 {link} 是 {bridge} 的隔离端口，隔离端口之间不能通信',
    try: {
      en: 'in {namespace}: bridge link set dev {link} isolated off',
      zh: '在 {namespace} 中：bridge link set dev {link} isolated off',
    },
  },
  'arp-off': {
    en: 'ARP is switched off at {link} in {namespace}, so nobody finds the hardware address of {address}',
    zh: '{namespace} 的 {link} 关闭了 ARP，因此无法找到 {address} 的硬件地址',
    try: { en: 'in {namespace}: ip link set {link} arp on', zh: '在 {namespace} 中：ip link set {link} arp on' },
  },
  'neighbour-wrong': {
    en: '{namespace} has been told that {address} is at {mac}, and it is at {real}',
    zh: '{namespace} 被告知 {address} 在 {mac}，而实际在 {real}',
    try: { en: 'take the entry away: ip neighbour del {address} dev {link}', zh: '删除该条目：ip neighbour del {address} dev {link}' },
  },
  'mtu-too-small': {
    en: 'a packet of {size} bytes does not fit through {link} in {namespace}, whose MTU is {mtu}',
    zh: '{size} 字节的数据包无法通过 {namespace} 的 {link}，其 MTU 为 {mtu}',
    try: { en: 'give both ends of the link the same MTU, or send less', zh: '让链路两端的 MTU 一致，或减小数据包' },
  },
  'macvlan-mode': {
    en: '{link} in {namespace} has the mode {mode}, in which it does not see the others that lie on the same link',
    zh: '{namespace} 的 {link} 处于 {mode} 模式，看不到同一父接口上的其他接口',
    try: { en: 'make them with `mode bridge`', zh: '创建时使用 `mode bridge`' },
  },
  'macvlan-parent': {
    en: '{link} in {namespace} lies on {parent}, and the two do not see each other',
    zh: '{namespace} 的 {link} 建在 {parent} 之上，两者之间不能通信',
    try: { en: 'give the host a macvlan of its own', zh: '给宿主机也创建一个 macvlan' },
  },
  'vlan-differs': {
    en: '{link} in {namespace} has the VLAN {vlan}, and the frames have another',
    zh: '{namespace} 的 {link} 的 VLAN 是 {vlan}，而数据帧属于另一个',
    try: { en: 'give both ends the same VLAN id', zh: '让两端的 VLAN id 一致' },
  },
  'vxlan-no-remote': {
    en: 'nobody has told {link} in {namespace} where the other end of the tunnel is',
    zh: '没有告诉 {namespace} 的 {link} 隧道对端在哪里',
    try: {
      en: 'give it `remote ADDRESS`, or bridge fdb append 00:00:00:00:00:00 dev {link} dst ADDRESS',
      zh: '加上 `remote 地址`，或 bridge fdb append 00:00:00:00:00:00 dev {link} dst 地址',
    },
  },
  'vxlan-ids-differ': {
    en: 'the ends of the tunnel have different ids: {link} in {namespace} has {id}, {other} in {otherNamespace} has {otherId}',
    zh: '隧道两端的 id 不同：{namespace} 的 {link} 是 {id}，{otherNamespace} 的 {other} 是 {otherId}',
    try: { en: 'make both with the same id', zh: '两端使用相同的 id' },
  },
  'vxlan-nobody': {
    en: 'at {remote}, where {link} in {namespace} sends its frames, no vxlan takes them',
    zh: '{namespace} 的 {link} 把数据帧发往 {remote}，而那里没有 vxlan 接收',
    try: { en: 'make the other end there, with the same id and dstport', zh: '在那里创建对端，id 和 dstport 要一致' },
  },
} as const satisfies Record<string, Sentence>;
