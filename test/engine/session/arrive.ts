import type { Return } from '../../../src/engine/session/return.js';
import { differenceLine } from './difference-line.js';

/** What is wrong with a way back; one that differs is gone all the same. */
export async function arrive(came: Return): Promise<string[]> {
  switch (came.kind) {
    case 'arrived':
      return came.surprises.map(({ command, before, now }) => `${command}: ended with ${now}, and at first with ${before}`);
    case 'differs':
      await came.accept();
      return came.differences.map(differenceLine);
    case 'failed':
      return [`${came.code}: ${came.text}`];
  }
}
