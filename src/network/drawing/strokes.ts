/** The characters that text pictures are drawn with. `docs/pictures.md` tells what they mean. */
export interface Strokes {
  readonly frame: Readonly<Record<'horizontal' | 'vertical' | 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight', string>>;
  /** `port` and `stacked` stand between a mark of the tree and the name that it leads to. */
  readonly tree: Readonly<Record<'tee' | 'corner' | 'through' | 'gap' | 'port' | 'stacked', string>>;
  /** A wire that is new or has moved is drawn heavier. */
  readonly wire: Readonly<Record<'cable' | 'lower', Readonly<Record<'plain' | 'changed', WireStrokes>>>>;
  /** At the end of a wire of the kind `lower`: what the other end lies on. */
  readonly arrow: string;
  readonly changed: string;
}

interface WireStrokes {
  readonly horizontal: string;
  readonly vertical: string;
  /** Where it leaves the frame of a box. */
  readonly socket: string;
  /** Where it turns from a row down, or up, into its lane, and where it joins one that goes both ways. */
  readonly down: string;
  readonly up: string;
  readonly both: string;
}

const light = { socket: '├', down: '╮', up: '╯', both: '┤' };
const heavy = { socket: '┝', down: '┓', up: '┛', both: '┫' };

export const unicodeStrokes: Strokes = {
  frame: { horizontal: '─', vertical: '│', topLeft: '┌', topRight: '┐', bottomLeft: '└', bottomRight: '┘' },
  tree: { tee: '├', corner: '└', through: '│', gap: ' ', port: '─', stacked: '╌' },
  wire: {
    cable: { plain: { horizontal: '─', vertical: '│', ...light }, changed: { horizontal: '━', vertical: '┃', ...heavy } },
    lower: { plain: { horizontal: '╌', vertical: '╎', ...light }, changed: { horizontal: '╍', vertical: '╏', ...heavy } },
  },
  arrow: '◂',
  changed: '▸',
};

const ascii = { socket: '+', down: '.', up: "'", both: '+' };

export const asciiStrokes: Strokes = {
  frame: { horizontal: '-', vertical: '|', topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+' },
  tree: { tee: '|', corner: '`', through: '|', gap: ' ', port: '-', stacked: '~' },
  wire: {
    cable: { plain: { horizontal: '-', vertical: '|', ...ascii }, changed: { horizontal: '=', vertical: '#', ...ascii } },
    lower: { plain: { horizontal: '~', vertical: ':', ...ascii }, changed: { horizontal: '=', vertical: '#', ...ascii } },
  },
  arrow: '<',
  changed: '>',
};
