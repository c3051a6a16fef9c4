import { newShell, shellsOf, type Shell } from '../world.js';
import type { OwnKind, Scene } from './own-kind.js';

const deepest = 3;

function opens(command: string, { world, terminal }: Scene, shell: Shell): ReturnType<OwnKind> {
  if (shellsOf(world, terminal).length >= deepest) return undefined;
  return { command, after: (after) => void shellsOf(after, terminal).push(shell) };
}

/** What a shell hands to another that it starts. */
function inherited({ shell }: Scene, other: Shell): Shell {
  return { ...other, writes: [...shell.writes], reads: [...shell.reads] };
}

/** Shells inside of shells, and commands in namespaces. */
export const nestedKinds: Readonly<Record<string, OwnKind>> = {
  'bash in bash': (scene) =>
    opens(
      scene.pick.of(['bash', 'bash -i', 'x=given bash']),
      scene,
      inherited(scene, newShell('bash', scene.shell.namespace, scene.shell.user)),
    ),
  dash: (scene) => opens(scene.pick.of(['dash', 'sh']), scene, inherited(scene, newShell('dash', scene.shell.namespace, scene.shell.user))),
  'bash in a namespace': (scene) => {
    const { world, pick, shell } = scene;
    if (world.namespaces.length === 0 || shell.user !== 'root') return undefined;
    const name = pick.of(world.namespaces);
    return opens(`ip netns exec ${name} bash`, scene, inherited(scene, newShell('bash', name)));
  },
  'shell of the learner': (scene) =>
    scene.shell.user === 'root'
      ? opens(scene.pick.of(['su learner', 'su - learner']), scene, newShell('bash', scene.shell.namespace, 'learner'))
      : undefined,
  'shell with its own mounts': (scene) =>
    scene.shell.user === 'root' ? opens('unshare -m bash', scene, inherited(scene, newShell('bash', scene.shell.namespace))) : undefined,
  'shell with its own name': (scene) =>
    scene.shell.user === 'root' ? opens('unshare -u bash', scene, inherited(scene, newShell('bash', scene.shell.namespace))) : undefined,
  'shell with its own network': (scene) =>
    scene.shell.user === 'root' ? opens('unshare -n bash', scene, inherited(scene, newShell('bash', 'unnamed'))) : undefined,
  'shell with its own processes': (scene) =>
    scene.shell.user === 'root'
      ? opens('unshare -p -f --mount-proc bash', scene, inherited(scene, newShell('bash', scene.shell.namespace)))
      : undefined,
  'shell instead of the shell': ({ shell, terminal, pick }) => {
    if (shell.hasCoprocess) return undefined;
    return {
      command: pick.of(['exec bash', 'exec bash -i']),
      after: (world) => {
        const shells = shellsOf(world, terminal);
        shells[shells.length - 1] = { ...newShell('bash', shell.namespace, shell.user), writes: shell.writes, reads: shell.reads };
      },
    };
  },
  exit: ({ world, terminal, pick }) =>
    shellsOf(world, terminal).length === 1
      ? undefined
      : { command: pick.of(['exit', 'exit 3']), after: (after) => void shellsOf(after, terminal).pop() },
  'command in a namespace': ({ world, pick, shell }) =>
    world.namespaces.length === 0 || shell.user !== 'root'
      ? undefined
      : `ip netns exec ${pick.of(world.namespaces)} ${pick.of(['ip link set lo up', 'sysctl -qw net.ipv4.ip_forward=1', 'hostname', 'sh -c "echo in > /tmp/inside"', 'sh -c "exit 5"'])}`,
  'job in a namespace': ({ world, pick, shell, terminal, entry }) => {
    if (world.namespaces.length === 0 || shell.user !== 'root') return undefined;
    return {
      command: `ip netns exec ${pick.of(world.namespaces)} sleep 300 &`,
      after: (after) =>
        void shellsOf(after, terminal)
          .at(-1)!
          .jobs.push({ number: 1 + Math.max(0, ...shell.jobs.map(({ number }) => number)), entry }),
    };
  },
  'as another user': ({ shell, pick }) =>
    shell.user === 'root'
      ? pick.of(["su learner -c 'id -un; touch -d @9 /tmp/of-learner'", 'su learner -c "cat /root/x"', 'sudo id'])
      : undefined,
};
