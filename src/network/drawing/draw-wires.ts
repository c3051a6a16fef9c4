import type { ChalkInstance } from 'chalk';
import type { Canvas, Paint } from './canvas.js';
import type { LaidWire, Point } from './layout.js';
import type { Strokes } from './strokes.js';

/** A place where wires turn into a lane. */
interface Joint extends Point {
  isDown: boolean;
  isUp: boolean;
  readonly strokes: Strokes['wire']['cable']['plain'];
  readonly paint: Paint;
}

/**
 * Each wire goes from the edge of a box straight to its lane, behind the lanes that it crosses, along its own, and back. So a line that reaches another one
 * is joined to it only where a corner or a junction stands.
 */
export function drawWires(canvas: Canvas, wires: readonly LaidWire[], { wire: styles, arrow }: Strokes, chalk: ChalkInstance): void {
  const drawn = wires.flatMap(({ wire, points }) => {
    const [from, corner, , to] = points;
    if (!from || !corner || !to) return [];
    return [
      {
        wire,
        from,
        to,
        laneX: corner.x,
        strokes: styles[wire.kind][wire.isChanged ? 'changed' : 'plain'],
        paint: wire.isChanged ? chalk.yellow : null,
      },
    ];
  });
  // What is changed comes last, so that it is seen where several share a lane.
  const ordered = drawn.toSorted((a, b) => Number(a.wire.isChanged) - Number(b.wire.isChanged));

  for (const { wire, from, to, laneX, strokes, paint } of ordered)
    for (const end of [from, to]) {
      canvas.put(end.x, end.y, strokes.socket, paint);
      for (let x = end.x + 1; x < laneX; x += 1) canvas.put(x, end.y, strokes.horizontal, paint);
      if (end === to && wire.kind === 'lower') canvas.put(end.x + 1, end.y, arrow, paint);
    }

  const joints = new Map<string, Joint>();
  for (const { from, to, laneX, strokes, paint } of ordered) {
    const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
    for (let y = upper.y + 1; y < lower.y; y += 1) canvas.put(laneX, y, strokes.vertical, paint);
    for (const end of [upper, lower]) {
      const key = `${laneX} ${end.y}`;
      const { isDown, isUp } = joints.get(key) ?? { isDown: false, isUp: false };
      joints.set(key, { x: laneX, y: end.y, isDown: isDown || end === upper, isUp: isUp || end === lower, strokes, paint });
    }
  }
  // A wire may pass a joint of another that shares its lane.
  for (const { from, to, laneX } of ordered)
    for (const joint of joints.values())
      if (joint.x === laneX && joint.y > Math.min(from.y, to.y) && joint.y < Math.max(from.y, to.y))
        Object.assign(joint, { isDown: true, isUp: true });
  for (const { x, y, isDown, isUp, strokes, paint } of joints.values())
    canvas.put(x, y, isDown && isUp ? strokes.both : isDown ? strokes.down : strokes.up, paint);
}
