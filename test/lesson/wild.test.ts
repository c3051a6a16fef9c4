import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseLesson, printLesson } from '../../src/lesson/parse-lesson.js';
import { readLabels } from './labelled.js';

/** Documents that are written as people write them, each named by the habit that it shows, and what a reader takes from them. */
const folder = path.join(import.meta.dirname, 'wild');
const documents = readdirSync(folder).filter((name) => name.endsWith('.md'));

describe.each(documents)('%s', (name) => {
  const text = readFileSync(path.join(folder, name), 'utf8');
  const labels = readLabels(path.join(folder, name.replace(/md$/, 'json')));
  const lesson = parseLesson(name, text);

  it('runs no line that is not a command', () => {
    const lines = new Set(labels.map(({ line }) => line));
    expect(lesson.steps.filter((step) => !lines.has(step.line)).map((step) => [step.line, step.command])).toEqual([]);
  });

  it('is read as a reader reads it', () => {
    const certain = labels.filter((label) => label.certain);
    const read = certain.map((label) => {
      const step = lesson.steps.find((other) => other.line === label.line);
      if (!step) return { line: label.line };
      const { line, endLine, command, shell, impliedExits, terminal, skip, expect: expected } = step;
      const output = expected.output && [expected.output.line, expected.output.endLine];
      return { line, end: endLine, command, shell, impliedExits, terminal, output, skip: skip?.code ?? null, certain: true };
    });
    expect(read).toEqual(certain);
  });

  it('has no line of code of which nothing is said', () => {
    const lines = text.split('\n');
    const outputs = lesson.steps.flatMap((step) => step.expect.output ?? []);
    const told = [...lesson.steps, ...outputs, ...lesson.ignored];
    const untold = lesson.body
      .flatMap((node) =>
        node.kind === 'block' ? Array.from({ length: node.endLine - node.line + 1 }, (_, index) => node.line + index) : [],
      )
      .filter((line) => !/^[\s>*-]*(?:(?:`{3,}|~{3,}).*|\{%.*|<\/?(?:pre|code).*)?$/.test(lines[line - 1]!))
      .filter((line) => !told.some((range) => line >= range.line && line <= range.endLine));
    expect(untold.map((line) => [line, lines[line - 1]])).toEqual([]);
  });

  it('is printed back byte for byte', () => {
    expect(printLesson(lesson)).toBe(text);
  });
});
