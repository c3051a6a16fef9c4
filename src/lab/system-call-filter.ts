import type { Architecture, SystemCall } from './system-calls.js';

/** Constants of errno(3), socket(2) and ioctl_tty(2), the same on every processor that nslab runs on. */
const errors = { EPERM: 1, ENOSYS: 38, EAFNOSUPPORT: 97 };
const AF_VSOCK = 40;
const TIOCSTI = 0x5412;
const TIOCLINUX = 0x541c;

/** Operations of bpf(2) in its classic form, and what a filter of seccomp(2) returns. */
const load = 0x20;
const jumpIfEqual = 0x15;
const jumpIfAtLeast = 0x35;
const answer = 0x06;
const allow = 0x7fff0000;
const refuse = 0x00050000;
/** Offsets in `struct seccomp_data`: the number of the call, the processor, and the low halves of the arguments. */
const offset = { call: 0, audit: 4, first: 16, second: 24 };

/** Calls that reach something of the machine that no namespace keeps apart: the kernel's log, what watches the whole machine, keys. */
const refused: readonly SystemCall[] = ['add_key', 'perf_event_open', 'request_key', 'syslog'];
/** Calls that need a capability over the machine, which a lab has only when it is privileged: modules, other kernels, swap, the time. */
const refusedToMachinesRoot: readonly SystemCall[] = [
  'acct',
  'adjtimex',
  'clock_adjtime',
  'clock_settime',
  'delete_module',
  'finit_module',
  'init_module',
  'kexec_file_load',
  'kexec_load',
  'settimeofday',
  'swapoff',
  'swapon',
];

/**
 * The filter of system calls that every process of a lab runs under (seccomp(2)), as the bytes of its instructions. It refuses what namespaces
 * don't keep apart: sockets to the machine that hosts a virtual machine (AF_VSOCK), keys, the kernel's log, what watches the whole machine (perf_event_open(2), bpf(2)), keys
 * typed into a terminal from outside (TIOCSTI), and io_uring(7), which would go round it. Calls of another processor (32-bit programs) do not exist.
 * @param isPrivileged whether the lab's root is the machine's, to whom less is refused by others, and who starts containers: runc(8) installs
 * filters by bpf(2), and does without keys only on a kernel that does not know them
 */
export function systemCallFilter({ audit, calls }: Architecture, isPrivileged: boolean): Buffer {
  const no = (error: number): Instruction => [answer, 0, 0, refuse + error];
  const never = (call: SystemCall, error: number): Instruction[] => [[jumpIfEqual, 0, 1, calls[call]], no(error)];
  const argument = (call: SystemCall, place: number, values: readonly number[], error: number): Instruction[] => [
    [jumpIfEqual, 0, values.length + 3, calls[call]],
    [load, 0, 0, place],
    ...values.map((value, index): Instruction => [jumpIfEqual, values.length - index, 0, value]),
    [answer, 0, 0, allow],
    no(error),
  ];
  return encode([
    [load, 0, 0, offset.audit],
    [jumpIfEqual, 1, 0, audit],
    no(errors.ENOSYS),
    [load, 0, 0, offset.call],
    // The x32 form of the calls of x86-64.
    [jumpIfAtLeast, 0, 1, 0x40000000],
    no(errors.ENOSYS),
    ...refused.flatMap((call) => never(call, errors.EPERM)),
    ...(isPrivileged
      ? [...refusedToMachinesRoot.flatMap((call) => never(call, errors.EPERM)), ...never('keyctl', errors.ENOSYS)]
      : [...never('bpf', errors.EPERM), ...never('keyctl', errors.EPERM)]),
    ...never('io_uring_setup', errors.ENOSYS),
    ...argument('socket', offset.first, [AF_VSOCK], errors.EAFNOSUPPORT),
    ...argument('ioctl', offset.second, [TIOCSTI, TIOCLINUX], errors.EPERM),
    [answer, 0, 0, allow],
  ]);
}

/** `struct sock_filter`: code, jump if true, jump if false, value. */
type Instruction = readonly [code: number, isTrue: number, isFalse: number, value: number];

function encode(instructions: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(instructions.length * 8);
  instructions.forEach(([code, isTrue, isFalse, value], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(isTrue, index * 8 + 2);
    bytes.writeUInt8(isFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  });
  return bytes;
}
