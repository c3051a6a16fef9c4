import { labPath, shimFolder } from './programs.js';

/** The environment of everything inside a lab; nothing of the runner's own environment gets in. */
export const labEnvironment = {
  ENV: '/etc/nslab.shinit',
  HOME: '/root',
  LANG: 'C.UTF-8',
  LOGNAME: 'root',
  PAGER: 'cat',
  PATH: `${shimFolder}:${labPath}`,
  SHELL: '/bin/bash',
  TERM: 'xterm-256color',
  TZ: 'UTC',
  USER: 'root',
} as const;
