import { withoutChance } from '../../without-chance.js';
import type { LabItem } from '../effect-question.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';

/** Programs that only start others, or that end by themselves in a moment. */
const passing =
  /^(?:sudo|su|timeout|env|setsid|nohup|sh|dash|bash|ping6?|arping|traceroute6?|tracepath|mtr|curl|wget|dig|nslookup|host|apt|apt-get|date|cat|grep|tail|head|less|more|man|vi|vim|nano|python3? -c.*)$/;
/** Programs of which each does what the others do. */
const alike: Readonly<Record<string, string>> = { 'nc.openbsd': 'nc', 'nc.traditional': 'nc', netcat: 'nc', ncat: 'nc' };

/** What runs in a namespace, in the background or in another terminal, and is there to stay. */
export function addProcessFacts(facts: FactList, { name, text, isRestless }: LabItem, naming: Naming): void {
  if (isRestless || name.startsWith('a part of ')) return;
  const command = /^command: (.*)$/m.exec(text)?.[1] ?? name;
  const [word = '', ...args] = withoutChance(command).split(' ');
  const program = programName(word);
  if (passing.test(program) || (program === 'sleep' && Number.parseInt(args[0] ?? '', 10) < 60 && /^\d+s?$/.test(args[0]!))) return;
  const namespace = /^namespaces: (?:.*, )?network ([^,\n]+)/m.exec(text)?.[1] ?? 'host';
  facts.addOneMore('process', naming.namespace(namespace.replace(/^unnamed.*$/, 'unnamed')), program, '', args.join(' '));
}

function programName(word: string): string {
  const base = (word.split('/').at(-1) ?? word).replace(/^(python)[\d.]*$/, '$1');
  return alike[base] ?? base;
}
