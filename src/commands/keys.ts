/**
 * Calls back for each key that is pressed at the terminal, until the undo that it returns is called. Ctrl-C still is a signal.
 * Without a terminal nothing is read.
 */
export function listenToKeys(onKey: (key: string) => void): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const onData = (data: Buffer): void => {
    for (const key of data.toString('utf8')) {
      if (key === '\u0003') process.kill(process.pid, 'SIGINT');
      else onKey(key);
    }
  };
  stdin.setRawMode(true);
  stdin.on('data', onData).resume();
  return () => {
    stdin.setRawMode(false);
    stdin.off('data', onData).pause();
  };
}
