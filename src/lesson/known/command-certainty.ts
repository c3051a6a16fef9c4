import { completeness, isTypable, readShellInput, withNamesForPlaceholders } from '../shell-command.js';
import { withoutWrappers, wordsCertainty, type Certainty } from './command-forms.js';
import { countSentenceWords, hasForeignWords, hasSentencePunctuation, hasWordOfSentence } from './sentences.js';
import { networkTools } from './vocabulary.js';

const known = new Map<string, Certainty>();
/** Documents repeat few commands often; what is not asked again need not be kept. */
const mostKnown = 5000;

/**
 * How sure it is that a text stands for a command of the shell and is no sentence, no output and no line of a configuration file: by the
 * shell's grammar, and by what is known of the commands' arguments.
 */
export function commandCertainty(text: string): Certainty {
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostKnown) known.clear();
  const certainty = decide(text);
  known.set(text, certainty);
  return certainty;
}

function decide(written: string): Certainty {
  if (!isTypable(written)) return 'none';
  const text = withNamesForPlaceholders(written.trim()).replaceAll(/(?<=\s)\[[^\][\n]*\P{ASCII}[^\][\n]*\]/gu, '_name_');
  if (text === '' || text.startsWith('#') || hasForeignWords(text)) return 'none';
  // A path alone is what `which` prints; rules and arrows are of drawings.
  if (/^\/\S*$/.test(text) || /(?:^|\s)(?:-{3,}|={2,}|<?-+>|[|+][-=]+)(?:\s|$)/.test(text)) return 'none';
  // Keys of a unit file (systemd.syntax(7)) look like assignments.
  if (/^[A-Z][a-z]\w*=/.test(text)) return 'none';
  const isSentence =
    hasSentencePunctuation(text) &&
    !/^(?:sudo )?(?:dig|host|nslookup|drill) .*\.$/.test(text) &&
    !/^(?:case|for|while|if|until)\b/.test(text);
  if (isSentence || completeness(text) !== 'complete') return 'none';
  const { assigned, commands, hasEffects, isCompound } = readShellInput(text);
  if (commands.length === 0) return hasEffects && /^\s*(?:export\s+)?[A-Za-z_]\w*\+?=/.test(text) ? 'likely' : 'none';
  const certainties = commands.map(({ words }) => {
    const program = withoutWrappers(words)[0] ?? '';
    if (/^(?:export|declare|readonly|local|typeset)$/.test(program) && assigned.length > 0) return 'certain';
    // Names are words too, and the arguments of network tools have a form of their own.
    const most = Object.hasOwn(networkTools, program) ? 1 : 0;
    const isSpoken = /^(?:echo|printf|git)$/.test(program);
    const single = words.slice(1).filter((word) => !/\s/.test(word));
    if (!isSpoken && (countSentenceWords(single) > most || hasWordOfSentence(single))) return 'none';
    return wordsCertainty(words);
  });
  // Inside a loop or a function a single command that is sure makes the whole sure.
  const startsCompound = /^(?:for|while|until|if|case|select|function|\{|\(|!|[\w-]+\s*\(\))/.test(text);
  if (isCompound && (startsCompound || certainties[0] !== 'none'))
    return certainties.includes('certain')
      ? 'certain'
      : certainties.every((certainty) => certainty === 'none') && !/^[\w-]+\s*\(\)/.test(text)
        ? 'none'
        : 'likely';
  if (certainties[0] === 'none') return 'none';
  return certainties.every((certainty) => certainty === 'certain') ? 'certain' : 'likely';
}
