import { labPath } from './programs.js';

/** The environment of everything inside a lab; nothing of the runner's own environment gets in. */
export const labEnvironment = {
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PAGER: 'cat',
  PATH: labPath,
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  TZ: 'UTC',
  USER: 'root',
} as const;
