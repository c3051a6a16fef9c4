/** CSI, OSC and other escape sequences (ECMA-48), and control characters that a person can't see. */
// oxlint-disable-next-line no-control-regex -- escape sequences are what this is about
const sequences = /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\|$)|[PX^_][^\u001B]*(?:\u001B\\|$)|[ -/]*[0-~])?/g;
// oxlint-disable-next-line no-control-regex -- as above
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

/** What a terminal would have shown: no escape sequences or control characters, and of overwritten lines only what remained. */
export function cleanOutput(raw: string): string {
  return raw
    .replaceAll(sequences, '')
    .replaceAll(/\r+\n/g, '\n')
    .replaceAll(controls, '')
    .split('\n')
    .map((line) => (line.includes('\r') ? overwrite(line) : line))
    .join('\n');
}

/** A line in which carriage returns went back to its start. */
function overwrite(line: string): string {
  return line.split('\r').reduce((shown, text) => text + shown.slice(text.length), '');
}
