// Waits for a line, tries to take the lock that is named, tells `won` or who has it, and keeps it until its input ends.
import { once } from 'node:events';
import { takeLock } from '../../../../src/commands/journal/journal-lock.js';

process.stdout.write('ready\n');
await once(process.stdin, 'data');
const lock = takeLock(process.argv[2]!);
process.stdout.write('holder' in lock ? `lost to ${lock.holder.en}\n` : 'won\n');
process.stdin.resume();
await once(process.stdin, 'end');
