import { inShell, oneOf, printedBy, type OwnKind, type Scene } from './own-kind.js';

const files = ['/tmp/one.txt', '/tmp/two.txt', '/root/three.txt', '/srv/four.txt', '/tmp/box/five.txt'];
const folders = ['/tmp/box', '/root/den/deep', '/srv/shelf'];

function made(pick: Scene['pick'], write: (file: string) => string): ReturnType<OwnKind> {
  const file = pick.of(files);
  return { command: write(file), after: (world) => void (world.files.includes(file) || world.files.push(file)) };
}

function about({ world, pick }: Scene, write: (file: string) => string, isGone = false): ReturnType<OwnKind> {
  if (world.files.length === 0) return undefined;
  const file = pick.of(world.files);
  return { command: write(file), ...(isGone && { after: (after) => void (after.files = after.files.filter((other) => other !== file)) }) };
}

/** Files, folders, and what a shell has open. */
export const fileKinds: Readonly<Record<string, OwnKind>> = {
  'write a file': ({ pick }) => made(pick, (file) => `echo ${pick.of(['text', '"$x"', '$((2 + 3))'])} > ${file}`),
  'append to a file': ({ pick }) => made(pick, (file) => `echo more >> ${file}`),
  'write against noclobber': ({ pick }) => made(pick, (file) => `date -d @0 -u >| ${file}`),
  'here-document': ({ pick }) => made(pick, (file) => `cat > ${file} <<${pick.of(['END', "'END'"])}\nfirst $x\n  second\nEND`),
  'here-string': ({ pick, shell }) => (shell.program === 'bash' ? made(pick, (file) => `cat <<< "$x and" >> ${file}`) : undefined),
  tee: ({ pick }) => made(pick, (file) => `printf 'b\\na\\n' | sort | tee ${file}`),
  'empty file': ({ pick }) => made(pick, (file) => pick.of([`touch -d @1000 ${file}`, `: > ${file}`, `truncate -s 100 ${file}`])),
  'large file': ({ pick }) => made(pick, (file) => `head -c 300000 /dev/zero | tr '\\0' a > ${file}`),
  'remove a file': (scene) => about(scene, (file) => `rm -f ${file}`, true),
  'move a file': (scene) => about(scene, (file) => `mv -f ${file} ${file}.old`, true),
  'copy a file': (scene) => about(scene, (file) => `cp ${scene.pick.of(['', '-p '])}${file} /tmp/copy`),
  'link a file': (scene) =>
    about(scene, (file) => scene.pick.of([`ln -sf ${file} /tmp/symbolic`, `ln -f ${file} /root/hard`, 'ln -sfn nowhere /tmp/dangling'])),
  'modes of a file': (scene) => about(scene, (file) => scene.pick.of([`chmod 600 ${file}`, `chmod a+x ${file}`, `chown learner ${file}`])),
  'change a file': (scene) =>
    about(scene, (file) => scene.pick.of([`sed -i s/t/T/ ${file}`, `printf X | dd of=${file} bs=1 seek=1 conv=notrunc 2>/dev/null`])),
  'make a folder': ({ pick }) => {
    const folder = pick.of(folders);
    return { command: `mkdir -p ${folder}`, after: (world) => void (world.folders.includes(folder) || world.folders.push(folder)) };
  },
  'remove a folder': ({ world, pick }) => {
    if (world.folders.length === 0) return undefined;
    const folder = pick.of(world.folders);
    return {
      command: `${pick.of(['rm -rf', 'rmdir'])} ${folder}`,
      after: (after) => void (after.folders = after.folders.filter((other) => other !== folder)),
    };
  },
  'names of hosts': oneOf(
    'sed -i "s/localhost/lo localhost/" /etc/hosts',
    "echo '10.0.0.9 far' >> /etc/hosts",
    'echo "nameserver 192.0.2.53" > /etc/resolv.conf',
  ),
  'files of a namespace': ({ world, pick }) => {
    const name = pick.of(world.namespaces.length === 0 ? ['red'] : world.namespaces);
    return `mkdir -p /etc/netns/${name}; echo "nameserver 192.0.2.1" > /etc/netns/${name}/resolv.conf`;
  },
  'open to write': ({ pick, terminal }) => {
    const number = pick.of([3, 7]);
    return {
      command: `exec ${number}>${pick.of(['', '>'])}/tmp/open${number}`,
      after: inShell(terminal, (shell) => shell.writes.push(number)),
    };
  },
  'open to read': ({ pick, terminal }) => ({
    command: `exec 4<${pick.of(['/etc/hosts', '/etc/services'])}`,
    after: inShell(terminal, (shell) => shell.reads.push(4)),
  }),
  'open to read and write': ({ terminal }) => ({
    command: 'exec 5<>/tmp/both',
    after: inShell(terminal, (shell) => shell.writes.push(5)),
  }),
  'write to an open file': ({ pick, shell }) => (shell.writes.length === 0 ? undefined : `echo through >&${pick.of(shell.writes)}`),
  'read from an open file': ({ pick, shell }) =>
    shell.reads.length === 0 ? undefined : `read -r line <&${pick.of(shell.reads)}; echo "$line"`,
  'close a file': ({ pick, shell, terminal }) => {
    if (shell.writes.length === 0) return undefined;
    const number = pick.of(shell.writes);
    return {
      command: `exec ${number}>&-`,
      after: inShell(terminal, (own) => (own.writes = own.writes.filter((other) => other !== number))),
    };
  },
  'file removed while open': ({ terminal }) => ({
    command: 'exec 6>/tmp/vanishing; echo kept >&6; rm /tmp/vanishing',
    after: inShell(terminal, (shell) => shell.writes.push(6)),
  }),
  'duplicate of an open file': ({ shell }) => (shell.writes.length === 0 ? undefined : `exec 8>&${shell.writes[0]}; echo twice >&8`),
  'named pipe': ({ pick }) => {
    const pipe = pick.of(['/tmp/pipe', '/root/pipe']);
    return { command: `mkfifo ${pipe}`, after: (world) => void (world.pipes.includes(pipe) || world.pipes.push(pipe)) };
  },
  // A pipe of its own: with a second reader it would be chance who gets it.
  'pipe with a writer in the background': () =>
    'mkfifo /tmp/passing && { echo through > /tmp/passing & read -r x < /tmp/passing; wait $!; }; rm -f /tmp/passing',
  'process substitution': ({ shell }) => (shell.program === 'bash' ? 'cat <(echo a) <(echo b) > /tmp/substituted' : undefined),
  'number of a process in a file': ({ shell }) => (shell.jobs.length === 0 ? undefined : 'echo $! > /tmp/process'),
  'printed number in a file': ({ shell }) =>
    shell.jobs.length === 0 ? undefined : `echo ${printedBy(shell.jobs.at(-1)!.entry)} > /tmp/printed`,
  search: oneOf('find /tmp -maxdepth 1 -type f | sort > /root/found', 'ls /tmp | xargs -r -n 1 echo item', 'grep -c local /etc/hosts'),
  'special files': oneOf(
    'mkdir -p /tmp/-dash && rmdir /tmp/-dash',
    "touch -d @5 '/tmp/a name with spaces'",
    "touch -d @5 $'/tmp/new\\nline'",
    'setfattr -n user.k -v w /tmp/one.txt',
  ),
};
