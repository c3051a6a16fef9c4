import { readShellInput } from '../shell-command.js';
import { netnsExec, withoutSudo } from '../story/shells.js';
import { ipArguments } from './ip-forms.js';
import { networkTools } from './vocabulary.js';

/** Programs that never change anything the lessons are about, whatever their arguments. */
const alwaysLook = new Set(
  'cat cut egrep fgrep grep head id ls lsns netstat nproc ps pwd readlink ss stat sort tail tr uname uniq wc whoami column'.split(' '),
);
const ipVerbs = /^(?:s(?:h(?:o(?:w)?)?)?|l(?:i?s?t?)|ls|lst|get|identify|pids|list-id)$/;
const ipObjects =
  /^(?:l(?:ink?|in|i)?|a(?:ddr(?:ess)?|dd|d)?|r(?:o(?:ute?|ut|u)?)?|ru(?:le?|l)?|n(?:eigh?(?:bou?r)?|ei|e)?|netns|netn|maddr|tunnel|tuntap)$/;

/**
 * Whether a command only looks, so that typing it a second time changes nothing. Unknown commands count as changing:
 * a wrong yes could repeat a change, a wrong no only gives up a second look.
 */
export function isLooking(command: string): boolean {
  const input = readShellInput(command);
  return !input.hasEffects && input.commands.length > 0 && input.commands.every(({ words }) => looks(withoutSudo(words)));
}

function looks(words: readonly string[]): boolean {
  const [program = '', ...rest] = words;
  const exec = netnsExec(words);
  if (exec) return looks(exec.words);
  const operands = rest.filter((word) => !word.startsWith('-'));
  switch (program) {
    case 'ip': {
      const [object = '', verb] = ipArguments(rest);
      return ipObjects.test(object) && (verb === undefined || ipVerbs.test(verb));
    }
    case 'bridge':
      return operands.length === 1 || ipVerbs.test(operands[1] ?? '');
    case 'brctl':
      return (operands[0] ?? '').startsWith('show');
    case 'ifconfig':
      return operands.length <= 1;
    case 'route':
      return operands.length === 0;
    case 'arp':
      return rest.every((word) => /^-[ane]+$/.test(word));
    case 'iptables':
    case 'ip6tables':
      return rest.some((word) => /^-[nv]*[LS][nv]*$|^--list/.test(word)) && !rest.some((word) => /^-[ADIRFXPNZ]/.test(word));
    case 'nft':
      return operands[0] === 'list';
    case 'sysctl':
      return !rest.some((word) => word.includes('=') || /^-[wp]/.test(word));
    case 'hostname':
      return rest.length === 0;
    default:
      return alwaysLook.has(program);
  }
}

/**
 * The namespace in which a command acts, as its words say: that of `ip netns exec NAME` or `ip -n NAME`, else `current`.
 * `undefined` when its parts act in different ones.
 */
export function namespaceOfCommand(command: string, current: string): string | undefined {
  const tools = readShellInput(command)
    .commands.map(({ words }) => withoutSudo(words))
    .filter((words) => Object.hasOwn(networkTools, words[0] ?? ''));
  const places = new Set(tools.map((words) => namespaceOfWords(words, current)));
  return places.size > 1 ? undefined : ([...places][0] ?? current);
}

function namespaceOfWords(words: readonly string[], current: string): string {
  const exec = netnsExec(words);
  if (exec) return namespaceOfWords(withoutSudo(exec.words), exec.namespace);
  const option = words[0] === 'ip' || words[0] === 'bridge' ? words.findIndex((word) => /^-(?:n|nets?|netns)$/.test(word)) : -1;
  return option === -1 ? current : (words[option + 1] ?? current);
}
