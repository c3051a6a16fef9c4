import { mayMakeCgroups } from '../lab/cgroup.js';
import { dockerPrograms, isMachinesRoot, missingForDocker } from '../lab/docker-needs.js';
import type { Lesson } from '../lesson/lesson.js';
import { readShellInput } from '../lesson/shell-command.js';
import type { Reason } from './events.js';
import { neededPrograms } from './needed-programs.js';

/** What only a privileged lab gives to lessons that ask for it; the addresses are those of Docker's own networks. */
const dockersPrograms = new Set(['containerd', 'ctr', 'docker', 'docker-compose', 'dockerd', 'runc']);
const dockersThings = /\bdocker0\b|\/(?:run|lib)\/docker\b|\b172\.(?:1[7-9]|2\d|3[01])\.\d+\.\d+\b/;

/** What a lesson with commands of Docker is told that does not ask for it. */
export const noDaemon = 'no dockerd runs here: only for lessons that have `needs: docker` below `nslab:` in their front matter';

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
    return { code: 'needs-tool', params: { tool }, text: `${tool} is not on this machine (Debian: ${dockerPrograms[tool]})` };
  }
  if (!isMachinesRoot()) return needsPrivilege('it needs Docker, which a lab has only when root of the machine runs nslab');
  if (!mayMakeCgroups()) return needsPrivilege('it needs Docker, and that control groups, which can not be made here');
  if (isAllowed) return undefined;
  return needsPrivilege('it needs Docker, as root of this machine: `nslab check --allow-privileged` consents to that');
}

function needsPrivilege(text: string): Reason {
  return { code: 'needs-privilege', params: {}, text };
}
