import { NslabError, type ErrorCode, type NslabErrorOptions } from '../errors.js';

/** What a lab's first process was doing when it failed, as it says on stderr, and what that means to a person. */
const stages: readonly { stage: RegExp; code: 'userns-forbidden' | 'lab-failed'; text: string; hint: string }[] = [
  {
    stage: /^user-namespace$/,
    code: 'userns-forbidden',
    text: 'this machine forbids user namespaces',
    hint: 'run `nslab doctor`, which says what forbids them and the way out',
  },
  {
    stage: /^inner-user-namespace$/,
    code: 'userns-forbidden',
    text: 'this machine forbids a user namespace inside another',
    hint: 'run `nslab doctor`, which says what forbids it and the way out',
  },
  {
    stage: /^(?:proc|sysfs)$/,
    code: 'lab-failed',
    text: 'parts of /proc or /sys are hidden here, as in a container, so a lab may not have its own',
    hint: 'give the container whole ones: docs/environments.md has the options for Docker and Podman',
  },
  {
    stage: /^(?:mounts|root-file-system .*|read-only|pivot-root)$/,
    code: 'lab-failed',
    text: 'this machine forbids mounts in a user namespace',
    hint: 'run `nslab doctor`, which says what forbids them and the way out',
  },
  {
    stage: /^docker$/,
    code: 'lab-failed',
    text: 'dockerd(8) does not work in it',
    hint: 'look whether it can run here at all: in a container it needs all privileges',
  },
  {
    stage: /^fixtures$/,
    code: 'lab-failed',
    text: 'the folder `fixtures` beside the lesson can not be entered',
    hint: 'let everyone enter the folders above it (chmod o+x), or move the lesson',
  },
];

/** A lab that could not be made. */
export class LabError extends NslabError {
  /** What its program was doing: `user-namespace`, `proc`, … */
  readonly stage: string;
  /** What the kernel said, as strerror(3) has it. */
  readonly reason: string;

  constructor(code: ErrorCode, message: string, options: NslabErrorOptions, stage: string, reason: string) {
    super(code, message, options);
    this.stage = stage;
    this.reason = reason;
  }
}

/** The error of a lab that could not be made. @param complaint what its first process said on stderr */
export function labError(complaint: string, cause: unknown): NslabError {
  if (cause instanceof NslabError) return cause;
  const line = complaint.trim().split('\n')[0] ?? '';
  const [stage, reason] = split(line);
  const known = stages.find((other) => other.stage.test(stage));
  if (known) return new LabError(known.code, `cannot make a lab: ${known.text} (${reason})`, { hint: known.hint, cause }, stage, reason);
  const hint = 'run `nslab doctor`, which tries each part of a lab by itself';
  const text = `cannot make a lab: ${line || 'its first process ended without a word'}`;
  return new LabError('lab-failed', text, { hint, cause }, stage, reason);
}

function split(line: string): [string, string] {
  const at = line.lastIndexOf(': ');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 2)];
}
