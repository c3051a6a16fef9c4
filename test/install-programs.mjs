// Installs what only the tests need, when CI is set; elsewhere says what is skipped without it.
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { execa, execaSync } from 'execa';

/** Programs, and the Debian package that brings each. */
const programs = {
  busybox: 'busybox-static',
  curl: 'curl',
  dockerd: 'docker.io',
  less: 'less',
  nc: 'netcat-openbsd',
  newuidmap: 'uidmap',
  'pre-commit': 'pre-commit',
  python3: 'python3',
  script: 'bsdutils',
  tcpdump: 'tcpdump',
  tmux: 'tmux',
  top: 'procps',
  vi: 'vim-tiny',
};

/** Any of these browsers will do. Not every distribution has the package of the first, which is the smallest. */
const browsers = ['chromium-headless-shell', 'chromium', 'google-chrome', 'chromium-browser'];
if (!browsers.some(isInstalled)) programs[browsers[0]] = browsers.find(hasPackage) ?? browsers[0];

const missing = Object.keys(programs).filter((name) => !isInstalled(name));
if (missing.length > 0) {
  const packages = [...new Set(missing.map((name) => programs[name]))];
  const isRoot = process.getuid?.() === 0;
  if (process.env.CI && isRoot && isInstalled('apt-get')) {
    const options = { env: { DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
    await execa('apt-get', ['-q', 'update'], options);
    await execa('apt-get', ['-q', '-y', 'install', '--no-install-recommends', ...packages], options);
  } else {
    process.stdout.write(`Tests that need ${missing.join(', ')} are skipped. To install them: apt-get install ${packages.join(' ')}\n`);
  }
}

function isInstalled(name) {
  return `${process.env.PATH}:/usr/sbin:/usr/bin`.split(':').some((folder) => {
    try {
      accessSync(path.join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Whether apt knows a package that can be installed. */
function hasPackage(name) {
  const { stdout } = execaSync('apt-cache', ['policy', name], { reject: false });
  return /Candidate: (?!\(none\))/.test(stdout ?? '');
}
