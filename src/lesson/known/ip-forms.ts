import { distance } from 'fastest-levenshtein';

/** What stands behind the options of ip(8), of which some take a value. */
export function ipArguments(words: readonly string[]): readonly string[] {
  let at = 0;
  while (words[at]?.startsWith('-')) at += /^-(?:n|net|nets|netns|netn|f|family|l|loops|b|batch|rc|rcvbuf)$/.test(words[at]!) ? 2 : 1;
  return words.slice(at);
}

/** The objects of ip(8) in the order in which it looks for the one that an abbreviation means. */
const objects =
  `address addrlabel route rule maddress mroute mrule neighbor neighbour ntable ntbl link l2tp fou tunnel tunl tuntap tap token
tcpmetrics tcp_metrics macsec netconf monitor xfrm netns vrf sr nexthop mptcp ioam stats ila help`.split(/\s+/);
const verbs =
  `add del delete show list lst ls set get flush change replace append prepend exec identify pids monitor attach list-id help save
restore showdump property afstats xstats`.split(/\s+/);
const namespaceVerbs = 'list ls show lst add delete del exec identify pids monitor attach set list-id help'.split(' ');

/** The object that a word means, `r` being `route`; `undefined` for one that is none. */
function ipObject(word: string): string | undefined {
  if (word === '') return undefined;
  // A slip of the pen is still a command, and the step that fails says so.
  return (
    objects.find((object) => object.startsWith(word.toLowerCase())) ??
    objects.find((object) => word.length > 3 && (distance(object, word) === 1 || letters(object) === letters(word)))
  );
}

/** Its letters in order, which two that have changed places leave as they are. */
function letters(word: string): string {
  return word.split('').toSorted().join('');
}

function verbIn(list: readonly string[], word: string): string | undefined {
  return word === '' ? undefined : list.find((verb) => verb.startsWith(word));
}

const isOperand = (word: string): boolean => /^[\w.:@%+/$"{}()[\]<>~*-]+$|[$"']/.test(word);
const isAddress = (word: string): boolean => /\d+\.\d+|[\da-f]*:[\da-f:]*|\$|placeholder|[<[{]|^(?:default|local)$/i.test(word);

/** What ip(8) is asked to do; `verb` is written out, and `show` where none stands. `undefined` when this is no command of ip. */
export function readIp(words: readonly string[]): { object: string; verb: string; rest: readonly string[] } | undefined {
  const [first = '', second, ...more] = ipArguments(words);
  const object = ipObject(first);
  if (object === undefined) return undefined;
  if (second === undefined) return { object, verb: 'show', rest: [] };
  const verb = verbIn(object === 'netns' ? namespaceVerbs : verbs, second);
  if (verb !== undefined && (object === 'netns' || second.length > 1 || 'asdlrgc'.includes(second))) {
    const written = verb === 'del' ? 'delete' : /^(?:list|lst|ls)$/.test(verb) ? 'show' : verb;
    return { object, verb: written, rest: more };
  }
  // `ip link dev NAME`, `ip address NAME`, `ip -s link NAME`, `ip route dev NAME`
  const isSelector =
    /^(?:dev|up|type|master|table|scope|proto|nud|label|permanent|dynamic)$/.test(second) || isPrefixSelector(second, more);
  const isDevice = (object === 'link' || object === 'address') && more.length === 0 && isDeviceName(second);
  return isSelector || isDevice ? { object, verb: 'show', rest: [second, ...more] } : undefined;
}

/** `to 10.0.0.0/8`, `match 10.0.0.1`, `from all` */
function isPrefixSelector(word: string, [value = '', inner = '']: readonly string[]): boolean {
  return /^(?:via|root|match|exact|to|from)$/.test(word) && [value, inner].some((other) => isAddress(other) || /^(?:all|any)$/.test(other));
}

/** A name with something in it that words of a sentence have not. */
function isDeviceName(word: string): boolean {
  return word === 'lo' || /^[\w.@$-]*[\d$_-][\w.@$-]*$/.test(word);
}

/** Whether the arguments of ip(8) are such as it takes, so far as that tells them from a sentence. */
export function isIpForm(words: readonly string[], isCommand: (words: readonly string[]) => boolean): boolean {
  const read = readIp(words);
  if (!read) return false;
  const { object, verb, rest } = read;
  if (verb === 'exec') return rest.length > 1 && (isCommand(rest.slice(1)) || /^_\w+_$/.test(rest[1]!));
  if (!rest.every(isOperand)) return false;
  switch (`${object} ${verb}`) {
    case 'netns add':
    case 'netns pids':
      return rest.length === 1;
    case 'netns delete':
      return rest.length === 1 || words.some((word) => /^-{1,2}all$/.test(word));
    case 'netns identify':
    case 'netns show':
    case 'netns list-id':
    case 'netns monitor':
      return rest.length <= 1 && !/^[a-z]{3,}$/.test(rest[0] ?? '');
    case 'netns attach':
    case 'netns set':
      return rest.length === 2;
    case 'link add':
      return rest.length === 1 ? isDeviceName(rest[0]!) : rest.includes('type') || rest.some((word) => /^ty|^peer$/.test(word));
    case 'link set':
      return rest.length >= 2;
    case 'link delete':
      return rest.length >= 1 && rest.length <= 4;
    case 'address add':
    case 'address delete':
    case 'address replace':
    case 'address change':
      return rest.some(isAddress);
    case 'route add':
    case 'route delete':
    case 'route get':
    case 'route replace':
    case 'neighbour add':
    case 'neighbor add':
    case 'neighbor delete':
      return rest.some(isAddress);
    default:
      return rest.length < 14;
  }
}
