import type { Step } from '../../../src/lesson/lesson.js';
import { newShell, shellsOf, type World } from './world.js';

/** What a step of a lesson that was written by hand adds to what there is, as far as commands of a learner's own may be about it. */
export function noteStep({ command, terminal }: Step): (world: World) => void {
  return (world) => {
    const added = /^ip netns add (\S+)$/.exec(command)?.[1];
    if (added !== undefined && !world.namespaces.includes(added)) world.namespaces.push(added);
    const inside = /^(?:ip netns exec (\S+) )?bash$/.exec(command);
    if (inside) shellsOf(world, terminal).push(newShell('bash', inside[1] ?? null));
    if (command === 'exit') shellsOf(world, terminal).pop();
  };
}
