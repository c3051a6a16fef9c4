import type { Init } from './init.js';
import { childrenOf, innerPid } from './processes.js';
import { Pty, type TerminalSize } from './pty.js';

/** A shell on a pseudo-terminal of a lab. */
interface StartedShell {
  readonly pty: Pty;
  /** As the runner numbers it. */
  readonly pid: number;
  /** Resolves to its number and status when it has ended. */
  readonly ended: Promise<readonly string[]>;
}

/**
 * Has PID 1 of a lab start a shell.
 * @param id what PID 1 shall know it by
 * @throws {Error} what `Init` and `Pty` throw
 */
export function startShell(init: Init, id: string, size: TerminalSize): Promise<StartedShell> {
  return init.inTurn(async () => {
    const pty = await Pty.open(init, size);
    const ended = init.hear('ended', id);
    ended.catch(() => {});
    try {
      const started = await init.ask(`terminal ${id} ${pty.number}`, 'terminal', id);
      const inner = Number(started[1]);
      return { pty, ended, pid: childrenOf(init.pid).find((child) => innerPid(child) === inner) ?? 0 };
    } catch (error) {
      pty.close();
      throw error;
    }
  });
}
