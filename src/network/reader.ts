import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { NslabError } from '../errors.js';
import { findInSystem } from '../lab/programs.js';
import { architecture, type SystemCall } from '../lab/system-calls.js';
import { readerScript } from './reader-script.js';
import { readSections, sectionHead, type Section } from './sections.js';
import type { Words } from '../words.js';

/** What the reader says of one namespace: the sections of namespace-script.ts. */
export interface NamespaceText {
  readonly inode: number;
  readonly holders: readonly Buffer[];
  readonly sections: ReadonlyMap<string, Buffer>;
}

export interface NetworkText {
  /** The inode of the namespace of the first process. */
  readonly host: number;
  /** In the order in which they were made, as far as one look tells. */
  readonly namespaces: readonly NamespaceText[];
  /** Those that are there and may not be read. */
  readonly hidden: readonly Pick<NamespaceText, 'inode' | 'holders'>[];
}

const systemCalls: readonly SystemCall[] = ['getsockopt', 'mount', 'prctl', 'setgroups', 'setns', 'setresgid', 'setresuid', 'unshare'];
/** The programs that are run in a namespace; where the first of several is missing the next does. */
const programs: Readonly<Record<string, readonly string[]>> = {
  bridge: ['bridge'],
  ip: ['ip'],
  ip6tables: ['ip6tables-nft-save', 'ip6tables-save'],
  iptables: ['iptables-nft-save', 'iptables-save'],
  legacy: ['iptables-legacy-save', 'iptables-save'],
  legacy6: ['ip6tables-legacy-save', 'ip6tables-save'],
  nft: ['nft'],
};
/** Longer than the reader itself takes before it gives up. */
const patienceMs = 15_000;

const problems: Readonly<Record<string, { readonly text: Words; readonly hint: Words }>> = {
  bytes: {
    text: { en: 'it has more links, routes or rules than nslab reads', zh: '接口、路由或规则太多，超过 nslab 的读取上限' },
    hint: { en: 'remove some, or look at one namespace with `ip -n NAME`', zh: '删除一些，或用 `ip -n NAME` 只看一个命名空间' },
  },
  ended: {
    text: { en: 'its first process has ended', zh: '它的第一个进程已经结束' },
    hint: { en: 'start the lab again', zh: '重新启动实验环境' },
  },
  child: { text: { en: 'a process that reads it was ended', zh: '读取它的一个进程被终止了' }, hint: { en: 'try again', zh: '再试一次' } },
  fresh: { text: { en: 'no process can be started', zh: '无法启动新进程' }, hint: { en: 'end some processes', zh: '结束一些进程' } },
  namespaces: {
    text: { en: 'it has more than 256 network namespaces', zh: '网络命名空间超过 256 个' },
    hint: { en: 'remove some with `ip netns del`', zh: '用 `ip netns del` 删除一些' },
  },
  time: {
    text: { en: 'reading it takes more than 10 seconds', zh: '读取超过了 10 秒' },
    hint: { en: 'remove some links, routes or rules, or give the machine less to do', zh: '删除一些接口、路由或规则，或减轻机器的负载' },
  },
};

/** The program that reads networks, once for a lab or for this machine. It stays outside, and ends with the runner. */
export class Reader {
  readonly #words: readonly string[];
  readonly #perl: string;
  get pid() {
    return this.#child?.pid;
  }
  #child: ChildProcessWithoutNullStreams | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param first the pid of the first process of a lab, or 1 for all of this machine
   * @throws {NslabError} `missing-program`, `unsupported-system`
   */
  constructor(first: number) {
    const calls = architecture()?.calls;
    if (!calls) {
      throw new NslabError(
        'unsupported-system',
        {
          en: `cannot read the network: nslab does not know the system calls of ${process.arch}`,
          zh: `无法读取网络：nslab 不知道 ${process.arch} 的系统调用`,
        },
        {
          hint: { en: 'use a machine with an x64 or arm64 processor', zh: '请用 x64 或 arm64 处理器的机器' },
        },
      );
    }
    const files = Object.entries(programs).map(([name, all]) => [name, all.map(findInSystem).find((file) => file !== undefined)] as const);
    const perl = findInSystem('perl');
    const lacking = perl === undefined ? 'perl' : files.some(([name, file]) => name === 'ip' && file === undefined) ? 'ip' : undefined;
    if (perl === undefined || lacking !== undefined) {
      throw new NslabError(
        'missing-program',
        { en: `cannot read the network: ${lacking} is not on this machine`, zh: `无法读取网络：本机没有 ${lacking}` },
        {
          hint: {
            en: 'run `nslab doctor --install`, which installs what is missing',
            zh: '运行 `nslab doctor --install`，它会安装缺少的程序',
          },
        },
      );
    }
    this.#perl = perl;
    this.#words = [
      '-e',
      readerScript,
      `${first}`,
      ...systemCalls.map((name) => `${name}=${calls[name]}`),
      `workers=${availableParallelism()}`,
      ...files.flatMap(([name, file]) => (file === undefined ? [] : [`${name}=${file}`])),
    ];
    // Before anything happens that somebody may want to see the effect of.
    this.#start();
  }

  /**
   * Reads everything once. Readings that overlap wait for each other.
   * @throws {NslabError} `snapshot-failed`; the next reading starts anew
   */
  read(): Promise<NetworkText> {
    const answer = this.#turn.then(() => this.#ask());
    this.#turn = answer.catch(() => {});
    return answer;
  }

  async end(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, 'close');
    child.stdin.end();
    const impatient = setTimeout(() => child.kill('SIGKILL'), 1000);
    await closed.finally(() => clearTimeout(impatient));
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = spawn(this.#perl, this.#words, {
      cwd: '/',
      stdio: 'pipe',
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
    });
    // Writing to one that is gone; its end says so.
    child.stdin.on('error', () => {});
    child.stderr.resume();
    child.on('error', () => {});
    this.#child = child;
    return child;
  }

  async #ask(): Promise<NetworkText> {
    const isRunning = this.#child && this.#child.exitCode === null && this.#child.signalCode === null;
    const child = isRunning ? this.#child! : this.#start();
    try {
      return networkText(await answerOf(child));
    } catch (error) {
      child.kill('SIGKILL');
      if (this.#child === child) this.#child = undefined;
      throw error;
    }
  }
}

/** Asks, and takes bytes until the answer is whole. */
function answerOf(child: ChildProcessWithoutNullStreams): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let head: { start: number; end: number } | undefined;
    const settle = (act: () => void): void => {
      clearTimeout(late);
      child.stdout.off('data', take);
      child.off('close', ended);
      child.off('error', ended);
      act();
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      length += chunk.length;
      head ??= sectionHead(length === chunk.length ? chunk : Buffer.concat(chunks));
      if (head && length >= head.end) settle(() => resolve(Buffer.concat(chunks).subarray(head!.start, head!.end)));
    };
    const ended = (): void =>
      settle(() =>
        reject(
          failed(
            { en: 'the program that reads it was ended from outside', zh: '读取它的程序被外部终止了' },
            { en: 'try again: it is started anew', zh: '再试一次：程序会重新启动' },
          ),
        ),
      );
    const late = setTimeout(
      () =>
        settle(() =>
          reject(
            failed({ en: 'the program that reads it does not answer', zh: '读取它的程序没有应答' }, { en: 'try again', zh: '再试一次' }),
          ),
        ),
      patienceMs,
    );
    child.stdout.on('data', take);
    child.once('close', ended);
    child.once('error', ended);
    child.stdin.write('read\n');
  });
}

function networkText(bytes: Buffer): NetworkText {
  const sections = readSections(bytes);
  const named = (name: string): readonly Section[] => sections.filter((section) => section.name === name);
  const [error] = named('error');
  const [host] = named('host');
  if (error || !host) {
    const problem = problems[error?.bytes.toString('latin1') ?? ''];
    throw failed(problem?.text ?? { en: 'it was not read', zh: '没有读到' }, problem?.hint);
  }
  const inodeOf = ({ words }: Section): number => Number(words[0]);
  const inner = ({ bytes: text }: Section): readonly Section[] => readSections(text);
  const holders = new Map(named('holders').map((section) => [inodeOf(section), inner(section).map((holder) => holder.bytes)]));
  const place = (section: Section) => ({ inode: inodeOf(section), holders: holders.get(inodeOf(section)) ?? [] });
  const read = new Map(named('namespace').map((section) => [inodeOf(section), section]));
  return {
    host: Number(host.words[0]),
    namespaces: [...holders.keys()]
      .flatMap((inode) => read.get(inode) ?? [])
      .map((section) => ({ ...place(section), sections: new Map(inner(section).map(({ name, bytes: text }) => [name, text])) })),
    hidden: named('hidden').map(place),
  };
}

function failed(text: Words, hint: Words | undefined): NslabError {
  const words = { en: `cannot read the network: ${text.en}`, zh: `无法读取网络：${text.zh}` };
  return new NslabError('snapshot-failed', words, hint === undefined ? {} : { hint });
}
