/** What a lab may use of the machine. Sizes are in bytes. */
export const labLimits = {
  /** Processes and threads of all users of the lab together. */
  processes: 512,
  /** Memory of the whole lab, its tmpfs included, where the runner may make a cgroup. */
  memory: 1_073_741_824,
  /** Private memory of each process, everywhere. */
  processMemory: 1_073_741_824,
  fileSize: 536_870_912,
  openFiles: 4096,
  /** Everything that a lesson writes outside the folders below. */
  rootFiles: 268_435_456,
  /** What /tmp and /dev/shm take. */
  temporaryFiles: 134_217_728,
  sharedMemory: 67_108_864,
  /** Files and folders of each of these file systems. */
  inodes: 65_536,
} as const;

/** RLIMIT_NPROC */
export const processLimit = 6;

/** Resources of setrlimit(2), as the kernel numbers them, and their most. */
export const resourceLimits: readonly (readonly [resource: number, most: number])[] = [
  /* RLIMIT_FSIZE */ [1, labLimits.fileSize],
  /* RLIMIT_DATA */ [2, labLimits.processMemory],
  /* RLIMIT_CORE */ [4, 0],
  [processLimit, labLimits.processes],
  /* RLIMIT_NOFILE */ [7, labLimits.openFiles],
];

/** How many namespaces of a kind a lab may have at a time (namespaces(7), "The /proc/sys/user directory"). */
export const namespaceCeilings: Readonly<Record<string, number>> = {
  cgroup_namespaces: 256,
  ipc_namespaces: 256,
  mnt_namespaces: 1024,
  net_namespaces: 256,
  pid_namespaces: 256,
  user_namespaces: 256,
  uts_namespaces: 256,
};
