import { coveredFiles, enforcesSelinux, findPlace, isFiltered, setting, type Place } from './surroundings.js';

const recipes = 'docs/environments.md and recipes/README.md tell more';

/** The options that let a container's program mount its own /proc and /sys. */
const unmasked: Readonly<Partial<Record<Place, string>>> = {
  codespaces: 'add to devcontainer.json: "runArgs": ["--security-opt", "seccomp=unconfined", "--security-opt", "systempaths=unconfined"]',
  docker: 'start the container with --security-opt seccomp=unconfined --security-opt systempaths=unconfined',
  kubernetes: 'give the pod procMount: Unmasked and hostUsers: false',
  lxc: 'set security.nesting=true for the container',
  podman: 'start the container with --security-opt unmask=ALL',
};

/**
 * What forbids a lab here, and the way out.
 * @param stage what the lab's program was doing when the kernel refused, as it says itself
 * @param reason the text of the error, as strerror(3) has it
 */
export function wayOut(stage: string, reason: string): string {
  const place = findPlace();
  if (place === 'wsl1') return 'WSL 1 has no network namespaces: wsl --set-version DISTRIBUTION 2';
  if (stage === 'proc' || stage === 'sysfs') return ofHiddenParts(place, stage);
  if (stage.endsWith('user-namespace')) return ofUserNamespace(place, reason);
  if (stage === 'pivot-root' && isFiltered())
    return `a filter of system calls refuses it: ${unmasked[place] ?? 'run nslab outside of it'}; ${recipes}`;
  if (/denied/.test(reason)) return ofAccessControl(place);
  return `report this with the output of \`nslab doctor --json\`; ${recipes}`;
}

function ofHiddenParts(place: Place, stage: string): string {
  const covered = coveredFiles(stage === 'proc' ? '/proc' : '/sys');
  const what =
    covered.length === 0
      ? `a whole /${stage === 'proc' ? 'proc' : 'sys'} has to be seen here`
      : `what lies over ${covered.slice(0, 3).join(', ')} hides a part of it`;
  return `${what}: ${unmasked[place] ?? 'run nslab outside the container'}; ${recipes}`;
}

function ofUserNamespace(place: Place, reason: string): string {
  if (/No space left/.test(reason)) return 'too few user namespaces are allowed: sudo sysctl -w user.max_user_namespaces=15000';
  if (setting('kernel.unprivileged_userns_clone') === '0')
    return 'sudo sysctl -w kernel.unprivileged_userns_clone=1, or run nslab with sudo';
  if (setting('kernel.apparmor_restrict_unprivileged_userns') === '1') return ofAccessControl(place);
  if (isFiltered()) return `a filter of system calls refuses unshare(2): ${unmasked[place] ?? 'run nslab outside of it'}; ${recipes}`;
  return /denied/.test(reason) ? ofAccessControl(place) : `in a chroot nobody may make one: run nslab outside; ${recipes}`;
}

/** AppArmor and SELinux both answer EACCES, where capabilities and filters answer EPERM. */
function ofAccessControl(place: Place): string {
  if (setting('kernel.apparmor_restrict_unprivileged_userns') === '1') {
    return `AppArmor restricts user namespaces: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or the profile in recipes/apparmor-nslab, or run nslab with sudo`;
  }
  if (enforcesSelinux())
    return `SELinux refuses it: in a container --security-opt label=disable, else a policy that allows user_namespace create; ${recipes}`;
  if (place === 'docker') return `the container's AppArmor profile refuses it: --security-opt apparmor=unconfined; ${recipes}`;
  return `report this with the output of \`nslab doctor --json\`; ${recipes}`;
}
