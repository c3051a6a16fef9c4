import { mayMakeCgroups } from '../lab/cgroup.js';
import { dockerPrograms, isMachinesRoot, missingForDocker } from '../lab/docker-needs.js';
import type { Lesson } from '../lesson/lesson.js';
import { readShellInput } from '../lesson/shell-command.js';
import type { Reason } from './events.js';
import { neededPrograms } from './needed-programs.js';
import { reasonOf } from './reasons/reason-text.js';

/** What only a privileged lab gives to lessons that ask for it; the addresses are those of Docker's own networks. */
const dockersPrograms = new Set(['containerd', 'ctr', 'docker', 'docker-compose', 'dockerd', 'runc']);
const dockersThings = /\bdocker0\b|\/(?:run|lib)\/docker\b|\b172\.(?:1[7-9]|2\d|3[01])\.\d+\.\d+\b/;

/** Whether a lesson, or one that it continues, asks for a privileged lab: one with Docker, whose root is the machine's. */
export function asksForDocker(lessons: readonly Lesson[]): boolean {
  return lessons.some((lesson) => lesson.needs.includes('docker'));
}

/** Whether a command is of no use without Docker. */
export function isOfDocker(command: string): boolean {
  const programs = neededPrograms(command, [...dockersPrograms]);
  if (programs.some((program) => dockersPrograms.has(program))) return true;
  return readShellInput(command).commands.some(({ words }) => words.some((word) => dockersThings.test(word)));
}

/**
 * Why there can be no privileged lab, as the reason of each step that needs it; `undefined` when there can.
 * @param isAllowed whether the person who runs nslab has consented to it
 */
export function whyNoDocker(isAllowed: boolean): Reason | undefined {
  const tool = missingForDocker();
  if (tool !== undefined) {
    return reasonOf('needs-tool', { tool, package: dockerPrograms[tool]! });
  }
  if (!isMachinesRoot()) return reasonOf('needs-privilege', { says: 'docker-root' });
  if (!mayMakeCgroups()) return reasonOf('needs-privilege', { says: 'docker-cgroups' });
  if (isAllowed) return undefined;
  return reasonOf('needs-privilege', { says: 'docker-consent' });
}
