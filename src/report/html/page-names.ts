import path from 'node:path';

/** Names of pages: like the lessons' paths, but safe in any file system and in an address, and each one once. */
export class PageNames {
  readonly #files: readonly string[];
  readonly #used = new Set(['index.html']);
  readonly #names: string[] = [];
  /** Whether there is more than one lesson. The page of a single one is `index.html` itself. */
  readonly hasIndex: boolean;

  constructor(files: readonly string[]) {
    this.#files = files;
    this.hasIndex = files.length !== 1;
    for (const [index, file] of files.entries()) this.#names[index] = this.hasIndex ? this.#unused(file) : 'index.html';
  }

  /** The page of the lesson that was told at this place. */
  ofLesson(index: number, file: string): string {
    return (this.#names[index] ??= this.#unused(file));
  }

  /** The page of the lesson that a link in another one leads to, if it has a page. */
  ofLink(from: string, address: string): string | undefined {
    const [, target = '', anchor = ''] = /^([^#?]*)(#.*)?$/.exec(address) ?? [];
    const index = this.#files.findIndex((file) => path.normalize(file) === path.join(path.dirname(from), decode(target)));
    return target === '' || index === -1 ? undefined : `${this.#names[index]!}${anchor}`;
  }

  #unused(file: string): string {
    const words = file
      .replace(/\.\w+$/, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
      .replaceAll(/^-+|-+$/g, '');
    // A name has at most 255 bytes, and a unit of UTF-16 up to 3 of them; a cut may leave half a letter.
    const stem = words.slice(-70).replaceAll(/\p{Surrogate}/gu, '') || 'lesson';
    let name = `${stem}.html`;
    for (let number = 2; this.#used.has(name.toLowerCase()); number += 1) name = `${stem}-${number}.html`;
    this.#used.add(name.toLowerCase());
    return name;
  }
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
