import path from 'node:path';
import { withoutChance } from '../../without-chance.js';
import type { LabItem } from '../effect-question.js';
import type { FactList } from '../fact-list.js';
import type { Naming } from '../naming.js';

/** What programs write for themselves, and the names of namespaces, which the network tells. */
const idle =
  /^\/(?:run\/(?:netns|nslab|xtables\.lock|lock|utmp|sudo|docker|containerd)|var\/(?:log|cache|lib\/(?:dhcp|docker|containerd|sudo))|proc|sys)(?:\/|$|\.)|\/(?:\.bash_history|\.lesshst|\.viminfo|\.python_history|\.wget-hsts|__pycache__|[^/]*\.sw[op]|nohup\.out)(?:\/|$)|^\/dev\/pts\//;

/** A file, folder or link, by what it is and holds; who may do what with it apart. */
export function addFileFacts(facts: FactList, { name, text, isRestless }: LabItem, naming: Naming): void {
  if (isRestless || idle.test(name)) return;
  const file = naming.file(withoutChance(name));
  const [, kind = '', mode = '', rest = ''] = /^([^,]*), (mode \d+, owner [\d:]+[^,]*)(?:, ([^]*))?$/.exec(text) ?? [];
  const [, target] = /^link, owner \S+, to ([^]*)$/.exec(text) ?? [];
  if (target !== undefined) facts.add('file', '', file, '', `link to ${naming.file(path.posix.resolve(path.posix.dirname(name), target))}`);
  else {
    facts.add('file', '', file, '', kind === 'file' ? rest.replace(/^content:\n/, 'text:\n') : kind || text);
    facts.add('mode', '', file, '', mode, true);
  }
}

/** What is mounted where the first process sees it. What `ip netns` mounts is a name of a namespace. */
export function addMountFacts(facts: FactList, { name, text }: LabItem): void {
  if (/ in the mounts |^\/run\/netns(?:\/|$| \()/.test(name)) return;
  const [, type = ''] = /^type (.*)$/m.exec(text) ?? [];
  const [, source = ''] = /^source (.*)$/m.exec(text) ?? [];
  const [, part = ''] = /^part (.*)$/m.exec(text) ?? [];
  const isReadOnly = /^options ro\b/m.test(text);
  facts.add('mount', '', withoutChance(name), '', withoutChance(`${type} ${source} ${part}${isReadOnly ? ' read-only' : ''}`));
}
