/** Numbers of system calls by processor, as in the kernel's `unistd.h`: x86-64, then arm64. */
const numbers = {
  acct: [163, 89],
  add_key: [248, 217],
  adjtimex: [159, 171],
  bpf: [321, 280],
  clock_settime: [227, 112],
  delete_module: [176, 106],
  fsopen: [430, 430],
  init_module: [175, 105],
  io_uring_setup: [425, 425],
  kcmp: [312, 272],
  kexec_load: [246, 104],
  keyctl: [250, 219],
  memfd_create: [319, 279],
  mount_setattr: [442, 442],
  move_mount: [429, 429],
  mq_open: [240, 180],
  mq_timedsend: [242, 182],
  mq_unlink: [241, 181],
  name_to_handle_at: [303, 264],
  open_by_handle_at: [304, 265],
  open_tree: [428, 428],
  perf_event_open: [298, 241],
  pidfd_getfd: [438, 438],
  pidfd_open: [434, 434],
  process_vm_readv: [310, 270],
  ptrace: [101, 117],
  quotactl: [179, 60],
  reboot: [169, 142],
  request_key: [249, 218],
  sched_setscheduler: [144, 119],
  setns: [308, 268],
  settimeofday: [164, 170],
  swapoff: [168, 225],
  swapon: [167, 224],
  syslog: [103, 116],
  unshare: [272, 97],
} as const;

/** The number of a system call on this processor, for `syscall` of Perl. */
export function numberOf(call: keyof typeof numbers): number {
  return numbers[call][process.arch === 'arm64' ? 1 : 0];
}
