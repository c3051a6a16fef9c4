/** What a lab's program and its filter have to know of a processor: numbers of system calls, as in the kernel's `unistd.h`. */
export interface Architecture {
  /** AUDIT_ARCH_* of seccomp(2). */
  readonly audit: number;
  readonly calls: Readonly<Record<SystemCall, number>>;
}

const names = [
  'acct',
  'add_key',
  'adjtimex',
  'bpf',
  'clock_adjtime',
  'clock_settime',
  'delete_module',
  'finit_module',
  'getsockopt',
  'init_module',
  'io_uring_setup',
  'ioctl',
  'kexec_file_load',
  'kexec_load',
  'keyctl',
  'lgetxattr',
  'llistxattr',
  'mknodat',
  'mount',
  'openat',
  'perf_event_open',
  'pivot_root',
  'poll',
  'ppoll',
  'prctl',
  'prlimit64',
  'pselect6',
  'read',
  'request_key',
  'rt_sigprocmask',
  'select',
  'setgroups',
  'sethostname',
  'setns',
  'setresgid',
  'setresuid',
  'setsid',
  'settimeofday',
  'signalfd4',
  'socket',
  'swapoff',
  'swapon',
  'syslog',
  'umount2',
  'unshare',
] as const;

export type SystemCall = (typeof names)[number];

/** In the order of `names`; -1 for a call that the processor does not have. */
const numbers: Readonly<Record<string, { audit: number; calls: readonly number[] }>> = {
  x64: {
    audit: 0xc000003e,
    calls: [
      163, 248, 159, 321, 305, 227, 176, 313, 55, 175, 425, 16, 320, 246, 250, 192, 195, 259, 165, 257, 298, 155, 7, 271, 157, 302, 270, 0,
      249, 14, 23, 116, 170, 308, 119, 117, 112, 164, 289, 41, 168, 167, 103, 166, 272,
    ],
  },
  arm64: {
    audit: 0xc00000b7,
    calls: [
      89, 217, 171, 280, 266, 112, 106, 273, 209, 105, 425, 29, 294, 104, 219, 9, 12, 33, 40, 56, 241, 41, -1, 73, 167, 261, 72, 63, 218,
      135, -1, 159, 161, 268, 149, 147, 157, 170, 74, 198, 225, 224, 116, 39, 97,
    ],
  },
};

/** The processor that this runs on, or `undefined` for one that nslab does not know. */
export function architecture(name: string = process.arch): Architecture | undefined {
  const found = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (!found) return undefined;
  const calls = Object.fromEntries(names.map((call, index) => [call, found.calls[index]!])) as Record<SystemCall, number>;
  return { audit: found.audit, calls };
}
