import { looksOf, type Look } from './looks.js';

/**
 * Whether a command of a learner's that only looks shows what that of the lesson shows, whatever the form: all of it, or more.
 * @param shell the namespace of the shell that the lesson's is typed into
 * @param ownShell and of that which the learner's is typed into
 */
export function sameLook(reference: string, own: string, shell: string, ownShell = shell): boolean {
  const [wanted, found] = [looksOf(reference, shell), looksOf(own, ownShell)];
  if (!wanted || !found) return plain(reference) === plain(own);
  return wanted.every((look) => found.some((other) => covers(other, look)));
}

/** What shows the same and more, by what is asked for. */
const more: Readonly<Record<string, readonly string[]>> = {
  link: ['address'],
  'link names': ['link', 'address'],
  'bridge link': ['link', 'address'],
};

function covers(own: Look, look: Look): boolean {
  const isSubject = own.subject === look.subject || more[look.subject]?.includes(own.subject) === true;
  if (!(isSubject || coversTables(own.subject, look.subject)) || placeOf(own) !== placeOf(look)) return false;
  if (own.part !== null && own.part !== look.part) return false;
  // Without a word `ip route` shows IPv4 alone, the others both.
  if (look.subject.startsWith('route ')) return own.family === look.family;
  return own.family === null || look.family === null || own.family === look.family;
}

function coversTables(own: string, look: string): boolean {
  const [, family] = /^firewall (ip6?) all$/.exec(own) ?? [];
  if (family !== undefined) return look.startsWith(`firewall ${family} `);
  return own === 'route all' && /^route (?!get)/.test(look);
}

/** The names of namespaces are the same everywhere. */
function placeOf({ subject, place }: Look): string {
  return subject === 'namespaces' || subject.startsWith('folder ') ? '' : place;
}

function plain(command: string): string {
  return command.trim().replaceAll(/\s+/g, ' ');
}
