/**
 * How a command is stopped. Ctrl-C is pressed again after a while, as a person would: between two commands of a loop the signal can find nobody.
 * Then the foreground process group is killed, and then the terminal is hung up.
 */
const pressAgainMs = 250;
const killMs = 1000;
const hangUpMs = 3000;

interface Stopper {
  readonly stop: () => void;
  /** Ends the plan. */
  readonly cancel: () => void;
  readonly hasBegun: () => boolean;
}

export function createStopper(actions: {
  readonly press: () => void;
  readonly killForeground: () => void;
  readonly hangUp: () => void;
}): Stopper {
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    const elapsedMs = tries * pressAgainMs;
    tries += 1;
    if (elapsedMs >= hangUpMs) return actions.hangUp();
    if (elapsedMs >= killMs) actions.killForeground();
    actions.press();
    timer = setTimeout(next, pressAgainMs);
  };
  return {
    stop: () => {
      if (tries === 0) next();
    },
    cancel: () => clearTimeout(timer),
    hasBegun: () => tries > 0,
  };
}
