import type { Sentence } from './sentence.js';

/** Causes that lie in addresses. */
export const addressSentences = {
  'address-lost-by-move': {
    en: '{address} was given to {link} before line {line} moved it into {place}, and a link that is moved loses its addresses',
    zh: '{address} 是在第 {line} 行把 {link} 移入 {place} 之前设置的，而移动接口会丢失其地址',
    try: { en: 'give the address after the move, in {place}', zh: '移动之后再在 {place} 中设置地址' },
  },
  'address-lost-by-down': {
    en: 'line {line} set {link} down, and with that its IPv6 address {address} was lost',
    zh: '第 {line} 行停用了 {link}，其 IPv6 地址 {address} 随之丢失',
    try: {
      en: 'give the address again, or keep it: sysctl -w net.ipv6.conf.{link}.keep_addr_on_down=1',
      zh: '重新设置地址，或保留它：sysctl -w net.ipv6.conf.{link}.keep_addr_on_down=1',
    },
  },
  'address-deleted': {
    en: 'line {line} has taken the address {address} away',
    zh: '第 {line} 行删除了地址 {address}',
    try: { en: 'give it again before', zh: '先重新设置该地址' },
  },
  'address-without-prefix': {
    en: '{link} in {namespace} has {address}/{prefix}, the address alone without its network, so it knows no neighbours',
    zh: '{namespace} 中的 {link} 的地址是 {address}/{prefix}，只有单个地址而没有网段，因此不认识任何邻居',
    try: { en: 'write the length of the prefix: {address}/24', zh: '写上前缀长度：{address}/24' },
  },
  'no-address': {
    en: '{link} in {namespace} has no address',
    zh: '{namespace} 中的 {link} 没有地址',
    try: { en: 'give it one: ip address add ADDRESS/24 dev {link}', zh: '设置一个：ip address add 地址/24 dev {link}' },
  },
  'address-nowhere': {
    en: 'nothing in the lab has the address {address}[; {near} is at the other end]',
    zh: '实验环境中没有任何接口拥有地址 {address}[；对端的地址是 {near}]',
    try: { en: 'correct the address, or give it to the link that is meant to have it', zh: '改正地址，或把它设置到应有的接口上' },
  },
  'address-elsewhere': {
    en: '{address} is at {other} in {otherNamespace}, and no cable leads there from {link} in {namespace}',
    zh: '{address} 在 {otherNamespace} 的 {other} 上，而 {namespace} 的 {link} 没有连到那里',
    try: {
      en: 'put the address where {link} leads, or use the link that leads there',
      zh: '把地址设置到 {link} 所连之处，或改用连到那里的接口',
    },
  },
  'networks-differ': {
    en: 'the two ends are in different networks: {link} in {namespace} has {address}, the other end {other}',
    zh: '两端不在同一网段：{namespace} 的 {link} 是 {address}，对端是 {other}',
    try: { en: 'give both ends addresses of one network', zh: '给两端设置同一网段的地址' },
  },
  'address-exists': {
    en: '{address} is on {link} in {namespace} already',
    zh: '{address} 已经在 {namespace} 的 {link} 上',
    try: { en: 'leave this step out, or use ip address replace', zh: '去掉这一步，或用 ip address replace' },
  },
  'address-taken': {
    en: '{address} is there more than once: {places}',
    zh: '{address} 重复出现：{places}',
    try: { en: 'give each its own address', zh: '给每一处设置不同的地址' },
  },
  'address-not-valid': {
    en: '{text} is no address',
    zh: '{text} 不是有效地址',
    try: {
      en: 'correct it: each number of an IPv4 address is 0 to 255, its prefix 0 to 32',
      zh: '改正：IPv4 地址每段为 0 到 255，前缀为 0 到 32',
    },
  },
  'address-not-here': {
    en: 'nothing in {namespace} has the address {address}[; it is in {place}]',
    zh: '{namespace} 中没有地址 {address}[；它在 {place}]',
    try: { en: 'use an address of this namespace, or type it where the address is', zh: '使用本命名空间的地址，或在该地址所在之处执行' },
  },
  'address-not-ready': {
    en: '{address} on {link} in {namespace} is still {state}: the kernel is not sure that nobody else has it',
    zh: '{namespace} 的 {link} 上的 {address} 仍是 {state}：内核尚未确认没有重复',
    try: { en: 'wait two seconds, or give it with `nodad`', zh: '等两秒，或设置时加 `nodad`' },
  },
  'ipv6-off': {
    en: 'IPv6 is switched off for {link} in {namespace}',
    zh: '{namespace} 的 {link} 关闭了 IPv6',
    try: {
      en: 'in {namespace}: sysctl -w net.ipv6.conf.{link}.disable_ipv6=0',
      zh: '在 {namespace} 中：sysctl -w net.ipv6.conf.{link}.disable_ipv6=0',
    },
  },
  'name-not-known': {
    en: 'nobody here knows the name {name}: there is no name server, and /etc/hosts does not have it[ ({namespaceOfThatName} is a namespace, which has no address by itself)]',
    zh: '这里没有人认识名字 {name}：没有域名服务器，/etc/hosts 中也没有[（{namespaceOfThatName} 是命名空间，本身没有地址）]',
    try: { en: 'ask by address, or write the name into /etc/hosts', zh: '直接使用地址，或把名字写入 /etc/hosts' },
  },
} as const satisfies Record<string, Sentence>;
