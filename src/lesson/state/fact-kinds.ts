import type { FactKind, FactStatement, LinkFact } from '../../network/fact.js';
import { readIpAddress, type IpAddress } from '../../network/ip-address.js';
import type { FactWords } from './fact-words.js';

interface FactForm {
  /** What may be said, with words in capitals for what the author puts there. */
  readonly form: string;
  readonly example: string;
  /** What is behind the word of the kind, as data. */
  readonly read: (words: FactWords) => FactStatement;
}

/** Every kind of fact that a lesson may state. `docs/state.md` explains each; a test keeps the two in step. */
export const factKinds: Readonly<Record<FactKind, FactForm>> = {
  namespace: {
    form: 'namespace NAME',
    example: 'namespace ns1',
    read: (words) => {
      const namespace = words.namespace();
      words.end();
      return { kind: 'namespace', namespace };
    },
  },
  link: {
    form: 'link NAMESPACE/LINK [up | down] [carrier | no-carrier] [type KIND] [mtu NUMBER] [mac MAC] [ADDRESS …]',
    example: 'link ns1/veth-a up 10.0.0.1/24',
    read: readLink,
  },
  peer: {
    form: 'peer NAMESPACE/LINK NAMESPACE/LINK',
    example: 'peer ns1/veth-a ns2/veth-b',
    read: (words) => {
      const [link, other] = [words.link(), words.link()];
      words.end();
      return { kind: 'peer', link, other };
    },
  },
  master: {
    form: 'master NAMESPACE/LINK MASTER',
    example: 'master host/veth1 br0',
    read: (words) => {
      const link = words.link();
      const master = words.read({ en: 'the name of a link in the same namespace', zh: '同一命名空间中接口的名字' }, (text) =>
        text.includes('/') ? undefined : text,
      );
      words.end();
      return { kind: 'master', link, master };
    },
  },
  address: {
    form: 'address NAMESPACE ADDRESS [on LINK]',
    example: 'address ns1 10.0.0.1/24 on veth-a',
    read: (words) => {
      const [namespace, address] = [words.namespace(), words.address()];
      let link: string | null = null;
      words.options({ on: () => (link = words.word({ en: 'the name of a link', zh: '接口的名字' })) });
      return { kind: 'address', namespace, address, link };
    },
  },
  route: {
    form: 'route NAMESPACE [TYPE] default|PREFIX [via ADDRESS] [dev LINK] [src ADDRESS] [metric NUMBER] [table TABLE]',
    example: 'route ns1 default via 10.0.0.254',
    read: readRoute,
  },
  neighbour: {
    form: 'neighbour NAMESPACE ADDRESS [dev LINK] [mac MAC] [state STATE]',
    example: 'neighbour ns1 10.0.0.2 dev veth-a',
    read: (words) => {
      const fact = {
        kind: 'neighbour' as const,
        namespace: words.namespace(),
        address: words.address(),
        device: null as string | null,
        mac: null as string | null,
        state: null as string | null,
      };
      words.options({
        dev: () => (fact.device = words.word({ en: 'the name of a link', zh: '接口的名字' })),
        mac: () => (fact.mac = words.mac()),
        state: () => (fact.state = words.word({ en: 'a state, such as permanent', zh: '状态，例如 permanent' }).toUpperCase()),
      });
      return fact;
    },
  },
  sysctl: {
    form: 'sysctl NAMESPACE NAME VALUE',
    example: 'sysctl ns1 net.ipv4.ip_forward 1',
    read: (words) => {
      const namespace = words.namespace();
      const name = words.read(
        { en: 'a name below net, such as net.ipv4.ip_forward', zh: 'net 之下的参数名，例如 net.ipv4.ip_forward' },
        (text) => (/^net(?:[./][\w:@-]+)+$/.test(text) ? text : undefined),
      );
      return { kind: 'sysctl', namespace, name, value: [words.word({ en: 'its value', zh: '它的值' }), ...words.rest()].join(' ') };
    },
  },
  rule: {
    form: 'rule NAMESPACE [priority NUMBER] [from PREFIX] [to PREFIX] [iif LINK] [oif LINK] [fwmark MARK] [table TABLE]',
    example: 'rule ns1 from 10.0.0.0/24 table 100',
    read: readRule,
  },
  reach: {
    form: 'reach NAMESPACE to ADDRESS [port NUMBER]',
    example: 'reach ns1 to 10.0.0.2',
    read: (words) => readReach('reach', words),
  },
  refuse: {
    form: 'refuse NAMESPACE to ADDRESS [port NUMBER]',
    example: 'refuse ns1 to 10.0.0.2 port 80',
    read: (words) => readReach('refuse', words),
  },
  process: {
    form: 'process NAME in NAMESPACE',
    example: 'process sleep in ns1',
    read: (words) => {
      const command = words.word({ en: 'the name of a program', zh: '程序的名字' });
      words.keyword('in');
      const namespace = words.namespace();
      words.end();
      return { kind: 'process', namespace, command };
    },
  },
};

function readLink(words: FactWords): LinkFact {
  const link = words.link();
  const addresses: IpAddress[] = [];
  const said = {
    isUp: null as boolean | null,
    hasCarrier: null as boolean | null,
    linkKind: null as string | null,
    mtu: null as number | null,
    mac: null as string | null,
  };
  words.options(
    {
      up: () => (said.isUp = true),
      down: () => (said.isUp = false),
      carrier: () => (said.hasCarrier = true),
      'no-carrier': () => (said.hasCarrier = false),
      type: () => (said.linkKind = words.word({ en: 'a kind of link, such as veth or bridge', zh: '接口类型，例如 veth 或 bridge' })),
      mtu: () => (said.mtu = words.number({ en: 'a number of bytes', zh: '字节数' })),
      mac: () => (said.mac = words.mac()),
    },
    {
      what: { en: 'an IP address', zh: ' IP 地址' },
      read: (text) => {
        const address = readIpAddress(text);
        if (address) addresses.push(address);
        return address !== undefined;
      },
    },
  );
  return { kind: 'link', link, ...said, addresses };
}

const routeTypes = ['unicast', 'blackhole', 'unreachable', 'prohibit', 'throw', 'local', 'broadcast', 'multicast', 'anycast'];

function readRoute(words: FactWords): FactStatement {
  const namespace = words.namespace();
  const type = routeTypes.find((other) => words.has(other)) ?? 'unicast';
  const destination = words.has('default')
    ? 'default'
    : words.address({ en: 'default or a prefix, such as 10.0.0.0/24', zh: ' default 或前缀，例如 10.0.0.0/24' });
  const said = {
    via: null as IpAddress | null,
    device: null as string | null,
    source: null as IpAddress | null,
    metric: null as number | null,
    table: 'main',
  };
  words.options({
    via: () => (said.via = words.address({ en: 'the address of a gateway', zh: '网关的地址' })),
    dev: () => (said.device = words.word({ en: 'the name of a link', zh: '接口的名字' })),
    src: () => (said.source = words.address()),
    metric: () => (said.metric = words.number({ en: 'a number', zh: '一个数' })),
    table: () => (said.table = words.word({ en: 'the name or number of a table', zh: '路由表的名字或编号' })),
  });
  return { kind: 'route', namespace, type, destination, ...said };
}

function readRule(words: FactWords): FactStatement {
  const namespace = words.namespace();
  const parts: string[] = [];
  let priority: number | null = null;
  const part = (written: string, printed = written): (() => void) => {
    return () => void parts.push(`${printed} ${words.word({ en: `what follows \`${written}\``, zh: ` \`${written}\` 之后的内容` })}`);
  };
  words.options({
    priority: () => (priority = words.number({ en: 'a number', zh: '一个数' })),
    from: part('from'),
    to: part('to'),
    iif: part('iif'),
    oif: part('oif'),
    fwmark: part('fwmark'),
    table: part('table', 'lookup'),
    lookup: part('lookup'),
  });
  if (parts.length === 0 && priority === null)
    words.word({ en: 'what it selects, such as from 10.0.0.0/24', zh: '它的匹配条件，例如 from 10.0.0.0/24' });
  return { kind: 'rule', namespace, priority, parts };
}

function readReach(kind: 'reach' | 'refuse', words: FactWords): FactStatement {
  const namespace = words.namespace();
  words.keyword('to');
  const address = words.read({ en: 'an IP address without a prefix', zh: '不带前缀长度的 IP 地址' }, (text) =>
    text.includes('/') ? undefined : readIpAddress(text),
  );
  let port: number | null = null;
  words.options({
    port: () =>
      (port = words.read({ en: 'a TCP port', zh: ' TCP 端口' }, (text) =>
        /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined,
      )),
  });
  return { kind, namespace, address, port };
}
