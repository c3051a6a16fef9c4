import { namespaceOfCommand } from '../lesson/known/looking.js';
import { readShellInput } from '../lesson/shell-command.js';
import { effectsOf } from '../lesson/story/effects.js';
import { netnsExec, withoutSudo } from '../lesson/story/shells.js';
import { emptyCorrespondence, release, type Correspondence } from '../verify/correspondence.js';
import type { Arrangement, OutputContext, OutputLevel } from '../verify/match-output.js';
import type { VolatileKind } from '../verify/tokens.js';

/** Kinds of values that are an accident of the run, unless a command names them. */
const settable = new Set<VolatileKind>(['mac', 'link-local', 'port', 'name', 'nsid', 'id']);
/** What a number by itself is in the output of a command. */
const loneNumbers: readonly (readonly [VolatileKind, RegExp])[] = [
  ['ifindex', /\/ifindex\b|\/iflink\b/],
  ['inode', /\bstat\b.*%i\b/],
  [
    'pid',
    /\becho +"?\$[$!]"?\s*$|\becho +"?\$\{?\w*(?:pid|PID)\w*\}?"?\s*$|\b(?:pidof|pgrep)\b(?!.*-[al])|\binspect\b.*\.State\.Pid|\bip netns pids\b|\bjobs -p\b|\bcat \S*\bpid\S*\s*$/,
  ],
];

/**
 * What the outputs of a lesson have told so far, as far as later ones have to agree with it: which documented value is which real one, which
 * values the lesson sets itself, and which links are bridges.
 */
export class OutputStory {
  #correspondence: Correspondence = emptyCorrespondence;
  readonly #named = new Set<string>();
  /** The bridges that have more than one port, so that it is chance which one they have their address from. */
  readonly #bridges = new Set(['link:docker0@host', 'link:virbr0@host']);
  /** The ports of each bridge, so far as commands name them. */
  readonly #ports = new Map<string, Set<string>>();
  /** The other end of a veth pair, by name. */
  readonly #peers = new Map<string, string>();
  /** The namespace that a link was seen in last, by name. */
  readonly #places = new Map<string, string>();

  get correspondence(): Correspondence {
    return this.#correspondence;
  }

  /** How to read the output of a command. */
  contextOf(command: string, shell: string, level: OutputLevel = 'volatile'): OutputContext {
    this.#name(command, shell);
    return {
      namespace: namespaceOfCommand(command, shell),
      arrangement: arrangementOf(command),
      level,
      bridges: this.#bridges,
      loneNumber: loneNumbers.find(([, form]) => form.test(command))?.[0],
      isNamed: (kind, text) => settable.has(kind) && this.#named.has(`${kind === 'nsid' ? 'nsid ' : ''}${text.toLowerCase()}`),
    };
  }

  /** A command has been run, and its output has added to the correspondence. */
  note(command: string, shell: string, correspondence: Correspondence): void {
    this.#name(command, shell);
    this.#correspondence = correspondence;
    const { provides, removes } = effectsOf(command, shell);
    for (const name of provides) {
      const link = /^link:(.*)@(.*)$/.exec(name);
      if (link) this.#places.set(link[1]!, `netns:${link[2]}`);
      if (!name.startsWith('pair:')) continue;
      const [a = '', b = ''] = name.slice('pair:'.length).split('~');
      this.#peers.set(a, b);
      this.#peers.set(b, a);
    }
    // What comes back under another name or in another place has only moved.
    const isForGood = !provides.some((name) => name.startsWith('link:'));
    const gone = new Set(removes.filter((name) => name.startsWith('netns:') || (isForGood && name.startsWith('link:'))));
    for (const name of gone) {
      // A namespace takes its links with it, and a link its other end.
      for (const [link, place] of this.#places) if (place === name) gone.add(`link:${link}@`);
      const peer = this.#peers.get(/^link:(.*)@/.exec(name)?.[1] ?? '');
      if (peer !== undefined) gone.add(`peer ${peer}`);
    }
    // A command in namespaces of its own takes them with it.
    const isOneShot = readShellInput(command).commands.some(({ words }) => withoutSudo(words)[0] === 'unshare');
    if (gone.size === 0 && !isOneShot) return;
    this.#correspondence = release(this.#correspondence, (owner) => {
      const [, link = '', place = ''] = /^link:(.*)@(.*)$/.exec(owner) ?? [];
      return gone.has(owner) || gone.has(`netns:${place}`) || gone.has(`peer ${link}`) || (isOneShot && owner === 'netns:unshare');
    });
  }

  #addPorts(bridge: string, added: readonly string[]): void {
    const ports = this.#ports.get(bridge) ?? new Set();
    this.#ports.set(bridge, ports);
    for (const port of added) ports.add(port);
    // A variable stands for several.
    if (ports.size > 1 || added.some((port) => port.includes('$'))) this.#bridges.add(bridge);
  }

  #name(command: string, shell: string): void {
    for (const word of command.match(/[\w:.-]+/g) ?? []) this.#named.add(word.toLowerCase());
    for (const [, port] of command.matchAll(/[:=](\d{2,5})\b/g)) this.#named.add(port!);
    for (const [, id] of command.matchAll(/\bnetns set \S+ (\d+)/g)) this.#named.add(`nsid ${id}`);
    for (const { words } of readShellInput(command).commands) {
      const inside = netnsExec(withoutSudo(words));
      const place = inside?.namespace ?? namespaceOfCommand(command, shell) ?? shell;
      const text = (inside?.words ?? withoutSudo(words)).join(' ');
      const [, port, master] = /\blink (?:set|add) (?:dev |name )?(\S+) (?:.* )?master (\S+)/.exec(text) ?? [];
      const [, bridge = master, added = port ?? ''] = /\bbrctl addif (\S+) (.+)/.exec(text) ?? [];
      if (bridge !== undefined) this.#addPorts(`link:${bridge}@${place}`, added.split(' '));
    }
  }
}

/** Which order a tool promises for what it prints, from its words. */
function arrangementOf(command: string): Arrangement {
  const { commands } = readShellInput(command);
  const words = commands.length === 1 ? inner(withoutSudo(commands[0]!.words)) : [];
  const text = words.join(' ');
  if (words[0] === 'ls') return words.some((word) => /^-\w*[l1isR]/.test(word)) ? 'lines' : 'words';
  return unordered.some((form) => form.test(text)) ? 'any-order' : 'lines';
}

function inner(words: readonly string[]): readonly string[] {
  const exec = netnsExec(words);
  return exec ? inner(withoutSudo(exec.words)) : words;
}

/** Tools that print what they find in the order of a hash table or of a folder. */
const unordered: readonly RegExp[] = [
  // The order is the file system's.
  /^ip(?: -\S+)* netns(?: l(?:i?s?t?|s|ist))?$/,
  /^(?:ip(?: -\S+(?: (?!nei)\S+)?)* (?:n|nei|neigh|neighbou?r)\b(?! (?:a|c|r|d))|arp\b(?! -[sdi]*[sd]))/,
  /^bridge(?: -\S+(?: (?!fdb|mdb)\S+)?)* (?:fdb|mdb)(?: s(?:how?)?\b.*| l(?:ist|st)\b.*)?$/,
  /^ss\b/,
  /^find\b/,
  /^lsns\b/,
  /^netstat\b(?! -\w*[ris])/,
  /^route\b(?! (?:add|del))|^netstat -\w*r/,
  /^brctl show(?:macs)?(?! -)(?: \S+)?$/,
  /^ip(?: -\S+(?: (?!tcp)\S+)?)* tcp_metrics\b/,
  /^conntrack -L/,
  /^docker (?:network|volume) ls/,
];
