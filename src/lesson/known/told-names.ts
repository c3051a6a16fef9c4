import type { Lesson } from '../lesson.js';

/** IFNAMSIZ of the kernel allows a link 15 letters; namespaces and chains may be longer, and nobody calls them so. */
const name = /[A-Za-z_][\w.-]{0,30}/g;

/**
 * Words of a lesson that can be names of namespaces, links or chains: those of its prose, headings and diagrams, and of what it expects of the network. Not those
 * of its commands and their outputs: a name that stands only there is one that a learner may choose.
 */
export function toldNames(lesson: Lesson): ReadonlySet<string> {
  const texts = [
    lesson.title,
    ...lesson.body.flatMap((node) => {
      if (node.kind === 'prose') return [node.markdown];
      if (node.kind === 'heading') return [node.text];
      // A block with no command in it is a picture, a table, a file.
      return node.kind === 'block' && node.steps.length === 0 ? [node.text] : [];
    }),
    ...lesson.steps.flatMap(({ expect }) =>
      expect.state.flatMap((wanted) => (wanted.kind === 'diagram' ? [wanted.text] : wanted.facts.map((fact) => fact.text))),
    ),
  ];
  return new Set(texts.flatMap(wordsOf));
}

function wordsOf(text: string): string[] {
  // Links to other pages tell no names.
  const words = text.replaceAll(/\]\([^)]*\)/g, ']').match(name) ?? [];
  return words.flatMap((word) => {
    const bare = word.replace(/[.-]+$/, '');
    return bare.includes('.') ? [bare, ...bare.split('.')] : [bare];
  });
}
