import { readFileSync } from 'node:fs';
import { findInSystem } from './programs.js';

/** What a lab with Docker starts or is made of, and the Debian package that brings each. */
export const dockerPrograms: Readonly<Record<string, string>> = { dockerd: 'docker.io', docker: 'docker.io', busybox: 'busybox-static' };

/** CAP_SYS_ADMIN and CAP_NET_ADMIN of capabilities(7). */
const neededCapabilities = (1n << 21n) | (1n << 12n);

/** The program that is missing for a lab with Docker. A busybox that needs libraries is of no use: an image is made of it alone. */
export function missingForDocker(): string | undefined {
  const missing = Object.keys(dockerPrograms).find((name) => findInSystem(name) === undefined);
  return missing ?? (isStatic(findInSystem('busybox')!) ? undefined : 'busybox');
}

/** Whether the runner is root of the machine, or of a container that is as mighty: root of a user namespace of its own is not. */
export function isMachinesRoot(): boolean {
  if (process.getuid?.() !== 0) return false;
  const held = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const isWholeMap = /^\s*0\s+0\s+4294967295\s*$/.test(readFileSync('/proc/self/uid_map', 'utf8'));
  return isWholeMap && (BigInt(`0x${held}`) & neededCapabilities) === neededCapabilities;
}

/** Whether no program header of an ELF file names an interpreter (elf(5), PT_INTERP). */
function isStatic(file: string): boolean {
  const bytes = readFileSync(file);
  const [headers, size, count] = [Number(bytes.readBigUInt64LE(32)), bytes.readUInt16LE(54), bytes.readUInt16LE(56)];
  return Array.from({ length: count }, (_, index) => bytes.readUInt32LE(headers + index * size)).every((type) => type !== 3);
}
