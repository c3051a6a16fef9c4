import type { Attempt } from '../attempt.js';
import { files } from './files.js';
import { ipc } from './ipc.js';
import { kernelFiles } from './kernel-files.js';
import { lab } from './lab.js';
import { mounts } from './mounts.js';
import { network } from './network.js';
import { processes } from './processes.js';
import { resources } from './resources.js';
import { systemCalls } from './system-calls.js';

/** Everything that a lesson may try and must not bring about. */
export const attempts: readonly Attempt[] = [
  ...files,
  ...mounts,
  ...kernelFiles,
  ...processes,
  ...network,
  ...ipc,
  ...systemCalls,
  ...resources,
  ...lab,
];
