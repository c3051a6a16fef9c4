import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { NslabError } from '../errors.js';
import { findInSystem } from '../lab/programs.js';
import { architecture } from '../lab/system-calls.js';
import { readerScript } from './reader-script.js';

/** What the reader says of one namespace, as text. */
export interface NamespaceText {
  readonly inode: number;
  readonly cookie: string;
  readonly holders: readonly string[];
  /** One JSON array for each of addr, route, rule and neigh. */
  readonly ip: string;
}

export interface NetworkText {
  readonly host: number;
  readonly namespaces: readonly NamespaceText[];
}

interface Section {
  readonly name: string;
  readonly text: string;
}

/** The program that reads networks, once for a lab or for this machine. It stays outside, and ends with the runner. */
export class Reader {
  readonly #child: ReturnType<typeof spawn>;
  #buffer = Buffer.alloc(0);
  #sections: Section[] = [];
  #host = 0;
  #waiting: ((sections: readonly Section[]) => void) | undefined;

  /**
   * @param first the pid of the first process of a lab, or 1 for all of this machine
   * @throws {NslabError} `missing-program`, `unsupported-system`
   */
  constructor(first: number) {
    const calls = architecture()?.calls;
    const perl = findInSystem('perl');
    if (!calls || perl === undefined) throw new NslabError('missing-program', 'cannot read the network: perl is not on this machine');
    const words = ['-e', readerScript, `${first}`, `${calls.setns}`, `${calls.getsockopt}`];
    this.#child = spawn(perl, words, { cwd: '/', stdio: ['pipe', 'pipe', 'inherit'], env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
    this.#child.stdout!.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  async read(): Promise<NetworkText> {
    const answer = new Promise<readonly Section[]>((resolve) => {
      this.#waiting = resolve;
    });
    this.#child.stdin!.write('read\n');
    const sections = await answer;
    const namespaces: NamespaceText[] = [];
    for (let at = 0; at < sections.length; at += 3) {
      const [cookie, ip] = splitFirst(sections[at + 2]!.text);
      if (cookie !== undefined)
        namespaces.push({
          inode: Number(sections[at]!.name.split('\t')[1]),
          cookie,
          holders: sections[at + 1]!.text.split('\n').filter(Boolean),
          ip,
        });
    }
    return { host: this.#host, namespaces };
  }

  async end(): Promise<void> {
    this.#child.stdin!.end();
    if (this.#child.exitCode === null) await once(this.#child, 'close');
  }

  #take(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf(10);
      if (end === -1) return;
      const [, name = '', length = '0'] = /^(.*) (\d+)$/s.exec(this.#buffer.toString('utf8', 0, end)) ?? [];
      if (this.#buffer.length < end + 1 + Number(length)) return;
      const text = this.#buffer.toString('utf8', end + 1, end + 1 + Number(length));
      this.#buffer = this.#buffer.subarray(end + 1 + Number(length));
      if (name === 'host') this.#host = Number(text);
      else if (name === 'end') this.#waiting?.(this.#sections.splice(0));
      else this.#sections.push({ name, text });
    }
  }
}

function splitFirst(text: string): [string | undefined, string] {
  const match = /^cookie (\d+)\n/.exec(text);
  if (!match) return [undefined, ''];
  const from = match[0].length;
  return [text.slice(from, from + Number(match[1])), text.slice(from + Number(match[1]))];
}
