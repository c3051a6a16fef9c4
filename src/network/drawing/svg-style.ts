/** How large a cell of the layout is, in pixels: of a monospaced font of 13.5 px. */
export const cell = { width: 8.2, height: 22 } as const;

const fontSize = 13.5;

/**
 * The colours of a picture on light and on dark ground. States differ by their signs and words, wires by their strokes, and what has changed bears a bar and
 * a heavier line, so nothing is told by colour alone.
 */
export function svgStyle(scope: string): string {
  return `
#${scope} {
  --ground: #ffffff; --box: #f6f8fa; --line: #7a8590; --ink: #1f2328; --quiet: #57606a; --up: #116329; --down: #b3261e; --wire: #3b5b8c; --changed: #9a5b00; --mark: #fff3d6;
  font: ${fontSize}px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", monospace;
}
@media (prefers-color-scheme: dark) {
  #${scope} {
    --ground: #0d1117; --box: #161b22; --line: #8b949e; --ink: #e6edf3; --quiet: #9da7b1; --up: #56d364; --down: #ff8d85; --wire: #8ab4f8; --changed: #f0b429; --mark: #3a2d0c;
  }
}
#${scope} text { fill: var(--ink); white-space: pre; }
#${scope} .ground { fill: var(--ground); }
#${scope} .box { fill: var(--box); stroke: var(--line); stroke-width: 1.2; }
#${scope} .box.changed { stroke: var(--changed); stroke-width: 2.4; }
#${scope} .host { stroke-dasharray: none; } #${scope} .unnamed { stroke-dasharray: 5 4; } #${scope} .container { stroke-width: 2; }
#${scope} .behind { fill: var(--ground); }
#${scope} .title, #${scope} .name { font-weight: 700; }
#${scope} text.kind, #${scope} text.note, #${scope} text.master, #${scope} text.peer, #${scope} text.box-note, #${scope} text.quiet { fill: var(--quiet); }
#${scope} text.state.up { fill: var(--up); } #${scope} text.state.down, #${scope} text.state.no-carrier { fill: var(--down); font-weight: 700; }
#${scope} .tree { fill: none; stroke: var(--line); stroke-width: 1.2; }
#${scope} .stripe { fill: var(--mark); }
#${scope} .bar { fill: var(--changed); }
#${scope} .wire { fill: none; stroke: var(--wire); stroke-width: 2; stroke-linejoin: round; }
#${scope} .wire.lower { stroke-dasharray: 2 4; stroke-linecap: round; }
#${scope} .wire.changed { stroke: var(--changed); stroke-width: 3; }
#${scope} .halo { fill: none; stroke: var(--ground); stroke-width: 6; }
#${scope} .socket { fill: var(--wire); } #${scope} .socket.changed { fill: var(--changed); }
`;
}
