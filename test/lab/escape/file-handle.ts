import { execa } from 'execa';
import { numberOf } from './system-call-numbers.js';

/** The handle of a file, as name_to_handle_at(2) gives it, in hexadecimal digits; `undefined` where its file system has none. */
export async function fileHandle(file: string): Promise<string | undefined> {
  const code = `my $handle = pack "L l x128", 128, 0; my $mount = pack "x8"; my $name = $ARGV[0];
    exit 1 if syscall(${numberOf('name_to_handle_at')}, -100, $name, $handle, $mount, 0x400) == -1;
    print unpack "H*", substr $handle, 0, 8 + unpack "L", $handle;`;
  const { exitCode, stdout } = await execa('perl', ['-e', code, file], { reject: false });
  return exitCode === 0 ? stdout : undefined;
}
