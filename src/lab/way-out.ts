import { same, type Words } from '../words.js';
import { coveredFiles, enforcesSelinux, findPlace, isFiltered, setting, type Place } from './surroundings.js';

const recipes: Words = { en: 'docs/environments.md and recipes/README.md tell more', zh: '详见 docs/environments.md 和 recipes/README.md' };

/** The options that let a container's program mount its own /proc and /sys. */
const unmasked: Readonly<Partial<Record<Place, Words>>> = {
  codespaces: {
    en: 'add to devcontainer.json: "runArgs": ["--security-opt", "seccomp=unconfined", "--security-opt", "systempaths=unconfined"]',
    zh: '在 devcontainer.json 中加入："runArgs": ["--security-opt", "seccomp=unconfined", "--security-opt", "systempaths=unconfined"]',
  },
  docker: {
    en: 'start the container with --security-opt seccomp=unconfined --security-opt systempaths=unconfined',
    zh: '启动容器时加上 --security-opt seccomp=unconfined --security-opt systempaths=unconfined',
  },
  kubernetes: { en: 'give the pod procMount: Unmasked and hostUsers: false', zh: '给 pod 设置 procMount: Unmasked 和 hostUsers: false' },
  lxc: { en: 'set security.nesting=true for the container', zh: '给容器设置 security.nesting=true' },
  podman: { en: 'start the container with --security-opt unmask=ALL', zh: '启动容器时加上 --security-opt unmask=ALL' },
};
const outside: Words = { en: 'run nslab outside of it', zh: '在它之外运行 nslab' };

/**
 * What forbids a lab here, and the way out.
 * @param stage what the lab's program was doing when the kernel refused, as it says itself
 * @param reason the text of the error, as strerror(3) has it
 */
export function wayOut(stage: string, reason: string): Words {
  const place = findPlace();
  if (place === 'wsl1') {
    const command = 'wsl --set-version DISTRIBUTION 2';
    return { en: `WSL 1 has no network namespaces: ${command}`, zh: `WSL 1 没有网络命名空间：${command}` };
  }
  if (stage === 'proc' || stage === 'sysfs') return ofHiddenParts(place, stage);
  if (stage.endsWith('user-namespace')) return ofUserNamespace(place, reason);
  if (stage === 'pivot-root' && isFiltered())
    return withRecipes({ en: 'a filter of system calls refuses it', zh: '系统调用过滤器拒绝了它' }, unmasked[place] ?? outside);
  return /denied/.test(reason) ? ofAccessControl(place) : report;
}

const report: Words = {
  en: `report this with the output of \`nslab doctor --json\`; ${recipes.en}`,
  zh: `请附上 \`nslab doctor --json\` 的输出来报告；${recipes.zh}`,
};

function withRecipes(what: Words, way: Words): Words {
  return { en: `${what.en}: ${way.en}; ${recipes.en}`, zh: `${what.zh}：${way.zh}；${recipes.zh}` };
}

function ofHiddenParts(place: Place, stage: string): Words {
  const top = stage === 'proc' ? '/proc' : '/sys';
  const covered = coveredFiles(top).slice(0, 3).join(', ');
  const what =
    covered === ''
      ? { en: `a whole ${top} has to be seen here`, zh: `这里必须能看到完整的 ${top}` }
      : { en: `what lies over ${covered} hides a part of it`, zh: `覆盖在 ${covered} 上的挂载遮住了它的一部分` };
  return withRecipes(what, unmasked[place] ?? { en: 'run nslab outside the container', zh: '在容器外运行 nslab' });
}

function ofUserNamespace(place: Place, reason: string): Words {
  if (/No space left/.test(reason)) {
    const command = 'sudo sysctl -w user.max_user_namespaces=15000';
    return { en: `too few user namespaces are allowed: ${command}`, zh: `允许的用户命名空间太少：${command}` };
  }
  if (setting('kernel.unprivileged_userns_clone') === '0') {
    const command = 'sudo sysctl -w kernel.unprivileged_userns_clone=1';
    return { en: `${command}, or run nslab with sudo`, zh: `${command}，或用 sudo 运行 nslab` };
  }
  if (setting('kernel.apparmor_restrict_unprivileged_userns') === '1') return ofAccessControl(place);
  if (isFiltered())
    return withRecipes(
      { en: 'a filter of system calls refuses unshare(2)', zh: '系统调用过滤器拒绝了 unshare(2)' },
      unmasked[place] ?? outside,
    );
  if (/denied/.test(reason)) return ofAccessControl(place);
  return withRecipes(
    { en: 'in a chroot nobody may make one', zh: '在 chroot 中谁也不能创建' },
    { en: 'run nslab outside', zh: '在外面运行 nslab' },
  );
}

/** AppArmor and SELinux both answer EACCES, where capabilities and filters answer EPERM. */
function ofAccessControl(place: Place): Words {
  if (setting('kernel.apparmor_restrict_unprivileged_userns') === '1') {
    const command = 'sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0';
    return {
      en: `AppArmor restricts user namespaces: ${command}, or the profile in recipes/apparmor-nslab, or run nslab with sudo`,
      zh: `AppArmor 限制了用户命名空间：${command}，或使用 recipes/apparmor-nslab 中的配置，或用 sudo 运行 nslab`,
    };
  }
  if (enforcesSelinux()) {
    return withRecipes(
      { en: 'SELinux refuses it', zh: 'SELinux 拒绝了它' },
      {
        en: 'in a container --security-opt label=disable, else a policy that allows user_namespace create',
        zh: '在容器中用 --security-opt label=disable，否则需要允许 user_namespace create 的策略',
      },
    );
  }
  if (place !== 'docker') return report;
  return withRecipes(
    { en: "the container's AppArmor profile refuses it", zh: '容器的 AppArmor 配置拒绝了它' },
    same('--security-opt apparmor=unconfined'),
  );
}
