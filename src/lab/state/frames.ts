/** A piece of what the program of state-script.ts answers. */
export interface Frame {
  readonly name: string;
  readonly words: readonly string[];
  readonly bytes: Buffer;
}

const newline = 10;

/** Cuts a stream of bytes into frames, a line `NAME WORD… LENGTH` and so many bytes each, and hands them on as soon as they are whole. */
export function frameReader(take: (frame: Frame) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const lineEnd = rest.indexOf(newline, at);
      if (lineEnd === -1) break;
      const words = rest.toString('latin1', at, lineEnd).split(' ');
      const end = lineEnd + 1 + Number(words.pop());
      if (!(end <= rest.length)) break;
      take({ name: words[0]!, words: words.slice(1), bytes: rest.subarray(lineEnd + 1, end) });
      at = end;
    }
    rest = rest.subarray(at);
  };
}
