import type { BlockContent, DefinitionContent, List, ListItem } from 'mdast';
import { indent, leastColumns } from './indent.js';
import type { Page } from './page.js';

export function showList(
  list: List,
  width: number,
  page: Page,
  inside: (nodes: readonly (BlockContent | DefinitionContent)[], width: number, isTight: boolean) => string[],
): string[] {
  const isLoose = list.children.some((item, index) => item.spread || hasGapAfter(item, list.children[index + 1]));
  const markers = list.children.map((item, index) => markerOf(list, item, index, page));
  const markerWidth = Math.max(0, ...markers.map((marker) => marker.length));
  const room = width - markerWidth;
  return list.children.flatMap((item, index) => {
    const marker = page.isPlain || item.checked !== null ? markers[index]! : markers[index]!.padStart(markerWidth);
    const lines = inside(item.children, room < leastColumns ? width : room, !item.spread);
    const shown =
      room < leastColumns
        ? [marker.trimEnd(), ...lines]
        : indent(lines.length === 0 ? [''] : lines, marker, page.isPlain ? '  ' : ' '.repeat(markerWidth));
    return isLoose && index > 0 ? ['', ...shown] : shown;
  });
}

/** The parser also takes a list for loose when only something after it stands apart. */
function hasGapAfter(item: ListItem, next: ListItem | undefined): boolean {
  return next !== undefined && next.position!.start.line - item.position!.end.line > 1;
}

function markerOf(list: List, { checked }: ListItem, index: number, page: Page): string {
  const marker = list.ordered ? `${(list.start ?? 1) + index}. ` : page.isPlain ? '- ' : '• ';
  if (checked === null || checked === undefined) return marker;
  if (page.isPlain) return marker + (checked ? page.words.done : page.words.notDone);
  return (list.ordered ? marker : '') + (checked ? '[x] ' : '[ ] ');
}
