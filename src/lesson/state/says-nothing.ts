import type { DiagramExpectation } from '../lesson.js';

/** Whether there is nothing yet in a diagram that could be compared. */
export function saysNothing({ reading }: DiagramExpectation): boolean {
  return reading.boxes.length === 0 && reading.loose.length === 0 && reading.wires.length === 0;
}
