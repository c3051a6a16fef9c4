import type { Sentence } from './sentence.js';

/** Causes that lie on the way: routes, forwarding, firewalls, listeners. */
export const waySentences = {
  'no-route': {
    en: '{namespace} has no route to {destination}',
    zh: '{namespace} 没有到 {destination} 的路由',
    try: { en: 'add one in {namespace}: ip route add NETWORK via ROUTER', zh: '在 {namespace} 中添加：ip route add 网段 via 路由器' },
  },
  'no-route-back': {
    en: 'what is asked arrives in {namespace}, but from there no route leads back to {destination}',
    zh: '请求到达了 {namespace}，但那里没有回到 {destination} 的路由',
    try: { en: 'add one in {namespace}: ip route add NETWORK via ROUTER', zh: '在 {namespace} 中添加：ip route add 网段 via 路由器' },
  },
  'nat-missing': {
    en: 'what is asked arrives in {namespace} from {source}, a private address that {namespace} has no way to; {router} does not put its own in place of it',
    zh: '请求以私有地址 {source} 到达 {namespace}，而那里没有回去的路；{router} 没有把它替换成自己的地址',
    try: {
      en: 'in {router}: iptables -t nat -A POSTROUTING -s NETWORK -o LINK -j MASQUERADE',
      zh: '在 {router} 中：iptables -t nat -A POSTROUTING -s 网段 -o 接口 -j MASQUERADE',
    },
  },
  'nat-does-not-fit': {
    en: '{router} has a rule that changes source addresses, but it does not fit a packet from {source}: {rule}',
    zh: '{router} 有改写源地址的规则，但不适用于来自 {source} 的数据包：{rule}',
    try: { en: 'correct its network (-s) or its link (-o)', zh: '改正其网段（-s）或接口（-o）' },
  },
  'route-lost': {
    en: '{namespace} has lost its route to {destination} in line {line}',
    zh: '{namespace} 在第 {line} 行失去了到 {destination} 的路由',
    try: { en: 'add it again after that: a link that is set down loses its routes', zh: '在那之后重新添加：停用接口会丢失其路由' },
  },
  'route-refuses': {
    en: '{namespace} refuses it by itself: {by}',
    zh: '{namespace} 自己拒绝了它：{by}',
    try: { en: 'take that route or rule away', zh: '删除该路由或规则' },
  },
  'table-empty': {
    en: 'in {namespace} the rule `{rule}` leads to the table {table}, which has no route to {destination}',
    zh: '{namespace} 中的规则 `{rule}` 指向表 {table}，而该表没有到 {destination} 的路由',
    try: {
      en: 'in {namespace}: ip route add {destination} … table {table}; or take the rule away',
      zh: '在 {namespace} 中：ip route add {destination} … table {table}；或删除该规则',
    },
  },
  'next-hop-unreachable': {
    en: 'the router {via} can’t be reached from {namespace}: no link there is in its network[ ({address} on {link})]',
    zh: '从 {namespace} 到不了路由器 {via}：那里没有接口与它同网段[（{link} 的地址是 {address}）]',
    try: {
      en: 'name a router of a network that {namespace} is in; give the link its address and set it up before',
      zh: '使用 {namespace} 所在网段内的路由器；先给接口设置地址并启用',
    },
  },
  'next-hop-is-here': {
    en: '{via} is an address of {namespace} itself, and so no router for it',
    zh: '{via} 是 {namespace} 自己的地址，不能作为它的路由器',
    try: { en: 'name the address of the other end', zh: '使用对端的地址' },
  },
  'next-hop-missing': {
    en: '{namespace} sends it to the router {via}, and nobody there has this address',
    zh: '{namespace} 把它发给路由器 {via}，但没有谁拥有这个地址',
    try: { en: 'correct the address of the router', zh: '改正路由器的地址' },
  },
  'route-exists': {
    en: '{namespace} has a route to {destination} already[, by {link}]',
    zh: '{namespace} 已经有到 {destination} 的路由[，经由 {link}]',
    try: { en: 'leave this step out, or use ip route replace', zh: '去掉这一步，或用 ip route replace' },
  },
  'route-not-a-network': {
    en: '{prefix} is an address in a network, not the network itself, which is {network}',
    zh: '{prefix} 是网段中的一个地址，网段本身是 {network}',
    try: { en: 'write {network}', zh: '改为 {network}' },
  },
  'no-source-address': {
    en: '{namespace} has no address to send from by {link}',
    zh: '{namespace} 经由 {link} 发送时没有可用的源地址',
    try: { en: 'give {link} an address', zh: '给 {link} 设置地址' },
  },
  'forwarding-off': {
    en: '{namespace} does not pass packets on: {setting} is 0 there',
    zh: '{namespace} 不转发数据包：那里的 {setting} 是 0',
    try: { en: 'in {namespace}: sysctl -w {setting}=1', zh: '在 {namespace} 中：sysctl -w {setting}=1' },
  },
  'firewall-drops': {
    en: 'the firewall of {namespace} drops it: {by} in {chain}',
    zh: '{namespace} 的防火墙丢弃了它：{chain} 中的 {by}',
    try: { en: 'let it through with a rule before that, or take that one away', zh: '在其之前加规则放行，或删除它' },
  },
  'firewall-policy': {
    en: 'the firewall of {namespace} drops it: no rule of {chain} lets it through, and its policy is drop',
    zh: '{namespace} 的防火墙丢弃了它：{chain} 中没有放行的规则，且默认策略是 drop',
    try: { en: 'add a rule that lets it through, for both directions', zh: '添加放行规则，两个方向都要' },
  },
  'rp-filter': {
    en: '{link} in {namespace} drops packets from {source}, for the way back to it leads elsewhere (rp_filter)',
    zh: '{namespace} 的 {link} 丢弃来自 {source} 的数据包，因为回程路由不经过它（rp_filter）',
    try: {
      en: 'correct the route back, or loosen it: sysctl -w net.ipv4.conf.{link}.rp_filter=2',
      zh: '改正回程路由，或放宽检查：sysctl -w net.ipv4.conf.{link}.rp_filter=2',
    },
  },
  'route-loop': {
    en: 'packets to {destination} go round in a circle: {namespaces}',
    zh: '发往 {destination} 的数据包在兜圈子：{namespaces}',
    try: { en: 'correct the route of one of them', zh: '改正其中一处的路由' },
  },
  'echo-ignored': {
    en: '{namespace} is told to leave pings unanswered (icmp_echo_ignore_all)',
    zh: '{namespace} 被设置为不回应 ping（icmp_echo_ignore_all）',
    try: {
      en: 'in {namespace}: sysctl -w net.ipv4.icmp_echo_ignore_all=0',
      zh: '在 {namespace} 中：sysctl -w net.ipv4.icmp_echo_ignore_all=0',
    },
  },
  'nobody-listens': {
    en: 'nobody listens at port {port} in {namespace}[; somebody does at {listening}]',
    zh: '{namespace} 中没有谁监听端口 {port}[；有监听的是 {listening}]',
    try: { en: 'start the server there before, or correct the port', zh: '先在那里启动服务，或改正端口' },
  },
  'listens-on-other-address': {
    en: 'the server in {namespace} listens at {listening} only, not at {address}',
    zh: '{namespace} 中的服务只监听 {listening}，不监听 {address}',
    try: { en: 'let it listen at 0.0.0.0 or at {address}', zh: '让它监听 0.0.0.0 或 {address}' },
  },
  'listens-elsewhere': {
    en: 'the server of port {port} listens in {place}, not in {namespace}',
    zh: '端口 {port} 的服务在 {place} 中监听，不在 {namespace} 中',
    try: { en: 'start it in {namespace}, or ask in {place}', zh: '在 {namespace} 中启动它，或到 {place} 中访问' },
  },
  'port-taken': {
    en: 'port {port} in {namespace} is taken already',
    zh: '{namespace} 中的端口 {port} 已被占用',
    try: { en: 'end the server that has it, or choose another port', zh: '结束占用它的服务，或换个端口' },
  },
} as const satisfies Record<string, Sentence>;
