/**
 * The words of findings stand in reports for machines, in English. These are their forms, and what a person reads in their place; `$1` and so on are names,
 * addresses and values, which stay as they are. A test keeps the forms in step with what the checks say.
 */
const forms: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^namespace (\S+)$/, '命名空间 $1'],
  [/^container (\S+)$/, '容器 $1'],
  [/^a namespace or link (\S+)$/, '命名空间或接口 $1'],
  [/^link (\S+)$/, '接口 $1'],
  [/^address (.+) on (\S+)$/, '$2 上的地址 $1'],
  [/^(?:unicast )?route (.+) in (\S+)$/, '$2 中的路由 $1'],
  [/^(\S+) route (.+) in (\S+)$/, '$3 中的 $1 路由 $2'],
  [/^rule (.*) in (\S+)$/, '$2 中的规则 $1'],
  [/^sysctl (\S+) in (\S+)$/, '$2 中的内核参数 $1'],
  [/^process (.+) in (\S+)$/, '$2 中的进程 $1'],
  [/^neighbour (\S+) on (\S+) in (\S+)$/, '$3 中 $2 上的邻居 $1'],
  [/^neighbour (\S+) in (\S+)$/, '$2 中的邻居 $1'],
  [/^answer of (\S+) port (\S+) to (\S+)$/, '$1 端口 $2 对 $3 的应答'],
  [/^answer of (\S+) to (\S+)$/, '$1 对 $2 的应答'],
  [/^cable between (\S+) and (\S+)$/, '$1 与 $2 之间的网线'],
  [/^connection between (\S+) and (\S+)$/, '$1 与 $2 之间的连接'],
  [/^address translation(.*) in (\S+)$/, '$2 中的地址转换$1'],
  [/^firewall(.*) in (\S+)$/, '$2 中的防火墙规则$1'],
  [/^(\S+) is up, not down$/, '$1 是 up，应为 down'],
  [/^(\S+) is down, not up$/, '$1 是 down，应为 up'],
  [/^(\S+) has a carrier, and should have none$/, '$1 有载波，应该没有'],
  [/^(\S+) has no carrier$/, '$1 没有载波'],
  [/^(\S+) is a port of nothing, not of (\S+)$/, '$1 不是任何接口的端口，应为 $2 的端口'],
  [/^(\S+) is a port of (\S+), not of (\S+)$/, '$1 是 $2 的端口，应为 $3 的端口'],
  [/^(\S+) is held by nothing, not by (.+)$/, '$1 没有进程保持，应由 $2 保持'],
  [/^(\S+) is held by (.+), not by (.+)$/, '$1 由 $2 保持，应由 $3 保持'],
  [/^(\S+) has MTU (\S+), not (\S+)$/, '$1 的 MTU 是 $2，应为 $3'],
  [/^neighbour (\S+) of (\S+) has the hardware address none, not (\S+)$/, '$2 的邻居 $1 没有硬件地址，应为 $3'],
  [/^neighbour (\S+) of (\S+) has the hardware address (\S+), not (\S+)$/, '$2 的邻居 $1 的硬件地址是 $3，应为 $4'],
  [/^neighbour (\S+) of (\S+) is (\S+), not (\S+)$/, '$2 的邻居 $1 的状态是 $3，应为 $4'],
  [/^(\S+) has the hardware address none, not (\S+)$/, '$1 没有硬件地址，应为 $2'],
  [/^(\S+) has the hardware address (\S+), not (\S+)$/, '$1 的硬件地址是 $2，应为 $3'],
  [/^(\S+) has no other end, and should have (\S+)$/, '$1 没有对端，应为 $2'],
  [/^the other end of (\S+) is (\S+), not (\S+)$/, '$1 的对端是 $2，应为 $3'],
  [/^(\S+) does not forward (\S+)$/, '$1 不转发 $2'],
  [/^(\S+) has nothing of its kind, not (.+)$/, '$1 没有 $2'],
  [/^(.+) could not be tried: (.+)$/, '无法尝试 $1：$2'],
  [/^(\S+) is (.*) in (\S+), not (.*)$/, '$3 中的 $1 是 $2，应为 $4'],
];

/** What stands in parentheses behind a noun: what is there in its place. */
const asides: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^it has (.+)$/, '实际有 $1'],
  [/^there is (.+)$/, '实际有 $1'],
  [/^it goes (.+)$/, '实际为 $1'],
  [/^the other end of (\S+) is (\S+)$/, '$1 的对端是 $2'],
  [/^no answer within (\S+) s$/, '$1 秒内没有应答'],
];

const kinds: Readonly<Record<string, string>> = {
  'the host': '宿主机',
  'a namespace with a name': '有名字的命名空间',
  'a container': '容器',
  'a namespace without a name': '没有名字的命名空间',
};

/** One of the words of a finding, in Chinese; what has no form of ours, such as a fact as its author has written it, stays. */
export function chineseFinding(text: string): string {
  const [, noun = text, aside] = /^([^]*?) \(((?:it has|there is|it goes|the other end of|no answer) .*|[A-Z].*)\)$/.exec(text) ?? [];
  const said = inForm(noun, forms) ?? ofKind(noun) ?? noun;
  return aside === undefined ? said : `${said}（${inForm(aside, asides) ?? aside}）`;
}

function inForm(text: string, known: readonly (readonly [RegExp, string])[]): string | undefined {
  const form = known.find(([english]) => english.test(text));
  return form && text.replace(form[0], form[1]);
}

/** `ns1 is a container, not the host`, `ns1/veth is a bridge, not a veth`. */
function ofKind(text: string): string | undefined {
  const [, name, real, wanted] = /^(\S+) (?:is|has) (.+), not (.+)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  const kind = (words: string): string => kinds[words] ?? words.replace(/^an? /, '');
  // Latin letters keep their distance from Chinese ones.
  return `${name} 是 ${kind(real!)}，应为 ${kind(wanted!)}`.replaceAll(/(?<=是|应为) (?=\p{Script=Han})/gu, '');
}
