import type { EffectSentence } from './effect-sentence.js';

/** Mistakes in links, addresses, routes and firewalls. */
export const networkSentences = {
  'other-link': {
    en: {
      text: 'the right thing at the wrong link: {thing} is at {other} in {namespace}',
      hint: 'which link of {namespace} is it about?',
      hint2: 'name the link {link} instead of {other}',
    },
    zh: {
      text: '操作是对的，但接口不对：{thing} 设置到了 {namespace} 的 {other} 上',
      hint: '想一想应该是 {namespace} 中的哪个接口',
      hint2: '接口应为 {link}，而不是 {other}',
    },
  },
  'other-address': {
    en: {
      text: '{link} in {namespace} has got {address}, another address than the step gives it',
      hint: 'compare the address with the one in the text, number by number',
      hint2: 'write the address {meant} instead of {address}',
    },
    zh: {
      text: '{namespace} 的 {link} 得到的地址是 {address}，与该步骤设置的不同',
      hint: '逐段对照正文中的地址',
      hint2: '地址应为 {meant}，而不是 {address}',
    },
  },
  'other-prefix': {
    en: {
      text: 'the address {address} is right, the length of its prefix is not',
      hint: 'how large is the network of this address? The number after / says it',
      hint2: 'write /{meant} instead of /{prefix}',
    },
    zh: {
      text: '地址 {address} 是对的，前缀长度不对',
      hint: '这个地址所在的网段有多大？由 / 后面的数字决定',
      hint2: '写 /{meant}，而不是 /{prefix}',
    },
  },
  'address-without-prefix': {
    en: {
      text: '{link} in {namespace} has {address}/{prefix}, the address alone without its network, so it knows no neighbours',
      hint: 'an address without the length of its prefix stands for itself alone',
      hint2: 'write the length of the prefix behind the address: /{meant}',
    },
    zh: {
      text: '{namespace} 中的 {link} 的地址是 {address}/{prefix}，只有单个地址而没有网段，因此不认识任何邻居',
      hint: '不写前缀长度的地址只代表它自己',
      hint2: '在地址后面写上前缀长度：/{meant}',
    },
  },
  'other-kind': {
    en: {
      text: '{link} in {namespace} is of the kind {linkKind}, and the step makes another kind of link',
      hint: 'links come in kinds: veth, bridge, dummy, macvlan, vlan, vxlan, …; which one is it about?',
      hint2: 'the word after type has to be {meant} instead of {linkKind}',
    },
    zh: {
      text: '{namespace} 中的 {link} 的类型是 {linkKind}，而该步骤创建的是另一种接口',
      hint: '接口有不同类型：veth、bridge、dummy、macvlan、vlan、vxlan 等；这里需要哪一种？',
      hint2: 'type 后面的词应为 {meant}，而不是 {linkKind}',
    },
  },
  'other-peer': {
    en: {
      text: 'the other end of {link} is {peer} in {otherNamespace}, and not the one of the step',
      hint: 'a veth pair has two ends; look at the name and the place of the other one',
      hint2: 'the other end of {link} has to be {meant} in {namespace}',
    },
    zh: {
      text: '{link} 的对端是 {otherNamespace} 中的 {peer}，与该步骤中的不同',
      hint: 'veth 有两端；检查对端的名称和位置',
      hint2: '{link} 的对端应为 {namespace} 中的 {meant}',
    },
  },
  'not-a-pair': {
    en: {
      text: '{link} in {namespace} has no other end, and the step makes a pair',
      hint: 'which kind of link is a cable with two ends?',
      hint2: 'make a pair whose other end is {meant}',
    },
    zh: {
      text: '{namespace} 中的 {link} 没有对端，而该步骤创建的是一对接口',
      hint: '哪种接口像一根有两端的网线？',
      hint2: '创建一对接口，对端为 {meant}',
    },
  },
  'moved-elsewhere': {
    en: {
      text: '{link} is in {otherNamespace} now, and the step moves it elsewhere',
      hint: 'where is {link} to go?',
      hint2: 'move {link} into {namespace}; it is in {otherNamespace}',
    },
    zh: {
      text: '{link} 现在在 {otherNamespace} 中，而该步骤要把它移到别处',
      hint: '{link} 应该移到哪里？',
      hint2: '把 {link} 移入 {namespace}；它现在在 {otherNamespace} 中',
    },
  },
  'other-route': {
    en: {
      text: 'the route in {namespace} is not the one of the step: its {part} is {value}',
      hint: 'a route says where to (destination), over whom (via) and through which link (dev); compare these',
      hint2: 'the {part} has to be {meant} instead of {value}',
    },
    zh: {
      text: '{namespace} 中的路由与该步骤不同：其 {part} 是 {value}',
      hint: '一条路由包括目的网段、下一跳（via）和出接口（dev）；逐项对照',
      hint2: '{part} 应为 {meant}，而不是 {value}',
    },
  },
  'other-rule': {
    en: {
      text: 'the firewall rule in {namespace} is not the one of the step: its {part} differs[ ({value})]',
      hint: 'a rule has a table, a chain, a place among the others, conditions and a target; compare these',
      hint2: 'look at the {part}: it has to be {meant}[ instead of {value}]',
    },
    zh: {
      text: '{namespace} 中的防火墙规则与该步骤不同：{part} 不一样[（{value}）]',
      hint: '一条规则有表、链、先后位置、匹配条件和目标；逐项对照',
      hint2: '检查 {part}：应为 {meant}[，而不是 {value}]',
    },
  },
} as const satisfies Record<string, EffectSentence>;
