import { execa } from 'execa';
import { NslabError } from '../errors.js';
import { findProgram, forgetPrograms } from './programs.js';
import { same, type Words } from '../words.js';

/** How one family of systems installs packages, and where their names differ from Debian's. */
interface PackageManager {
  readonly program: string;
  readonly install: string;
  readonly names: Readonly<Record<string, string>>;
}

const otherManagers: readonly PackageManager[] = [
  {
    program: 'dnf',
    install: 'dnf install',
    names: { 'iputils-ping': 'iputils', procps: 'procps-ng', iproute2: 'iproute', mount: 'util-linux' },
  },
  {
    program: 'pacman',
    install: 'pacman -S',
    names: { 'iputils-ping': 'iputils', procps: 'procps-ng', hostname: 'inetutils', mount: 'util-linux' },
  },
  { program: 'zypper', install: 'zypper install', names: { 'iputils-ping': 'iputils', mount: 'util-linux' } },
  { program: 'apk', install: 'apk add', names: { 'iputils-ping': 'iputils-ping', procps: 'procps-ng', hostname: 'coreutils' } },
];

/** Whether nslab can install packages by itself here. */
function canInstall(): boolean {
  return findProgram('apt-get') !== undefined;
}

/** The one command that installs Debian's packages, or what they are called on this system. */
export function installCommand(packages: readonly string[]): Words {
  const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
  if (canInstall()) return same(`${prefix}apt-get install ${packages.join(' ')}`);
  const manager = otherManagers.find(({ program }) => findProgram(program));
  if (!manager) {
    const list = packages.join(' ');
    return { en: `install with this system's package manager: ${list}`, zh: `用本系统的软件包管理器安装：${list}` };
  }
  return same(`${prefix}${manager.install} ${[...new Set(packages.map((name) => manager.names[name] ?? name))].join(' ')}`);
}

/**
 * Installs packages with apt-get, through sudo when not root.
 * @throws {NslabError} `unsupported-system` where there is no apt-get or no way to become root, `install-failed` with what apt said.
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  const isRoot = process.getuid?.() === 0;
  const command = installCommand(packages);
  const hint = { en: `run this yourself: ${command.en}`, zh: `请自己运行：${command.zh}` };
  if (!canInstall())
    throw new NslabError(
      'unsupported-system',
      { en: 'nslab installs with apt only, which this system does not have', zh: 'nslab 只会用 apt 安装，而本系统没有 apt' },
      { hint },
    );
  if (!isRoot && !findProgram('sudo'))
    throw new NslabError(
      'unsupported-system',
      { en: 'installing needs root, and there is no sudo', zh: '安装需要 root 权限，而这里没有 sudo' },
      { hint: { en: `as root, ${hint.en}`, zh: `以 root 身份${hint.zh}` } },
    );
  // Without a terminal nobody could answer sudo's question for a password.
  const sudo = isRoot ? [] : [findProgram('sudo')!, ...(process.stdin.isTTY ? [] : ['-n'])];
  const env = [findProgram('env')!, 'DEBIAN_FRONTEND=noninteractive', findProgram('apt-get')!, '-q', '-y'];
  for (const action of [['update'], ['install', '--no-install-recommends', ...packages]]) {
    const [file, ...words] = [...sudo, ...env, ...action];
    const result = await execa(file!, words, { reject: false, all: true, stdin: 'inherit' });
    // A repository that is out of reach is no reason to stop while the packages can be had from another.
    if (result.failed && action[0] === 'install') {
      const said = result.all.trim().split('\n').slice(-5).join('\n  ');
      throw new NslabError(
        'install-failed',
        { en: `apt-get could not install ${packages.join(' ')}\n  ${said}`, zh: `apt-get 无法安装 ${packages.join(' ')}\n  ${said}` },
        { hint, cause: result },
      );
    }
  }
  forgetPrograms();
}
