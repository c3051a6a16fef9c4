import type { Step } from '../../lesson/lesson.js';

/**
 * A step with what a person calls otherwise than the lesson does: its command, what it is to print, and what the network is to be like.
 * @param names theirs, by the lesson's
 */
export function withNames(step: Step, names: Readonly<Record<string, string>>): Step {
  const all = Object.keys(names).toSorted((a, b) => b.length - a.length);
  if (all.length === 0) return step;
  const form = new RegExp(
    `(?<![\\w.-])(?:${all.map((name) => name.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)).join('|')})(?![\\w-]|\\.\\w)`,
    'g',
  );
  const rename = (text: string): string => text.replaceAll(form, (name) => names[name]!);
  return { ...step, command: rename(step.command), shell: rename(step.shell), expect: renamed(step.expect, rename) };
}

function renamed<T>(value: T, rename: (text: string) => string): T {
  if (typeof value === 'string') return rename(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => renamed(each, rename)) as T;
  if (value instanceof Map) return new Map([...value].map(([key, each]) => [renamed(key, rename), renamed(each, rename)])) as T;
  if (value instanceof Set) return new Set([...value].map((each) => renamed(each, rename))) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, renamed(each as unknown, rename)])) as T;
}
