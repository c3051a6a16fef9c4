import { inWords } from '../engine/diagnosis/diagnose.js';
import type { Maker, OwnAnswer, OwnCause } from '../engine/acceptance/own-answer.js';
import type { OwnEnd } from '../engine/session/own-end.js';
import type { Language } from '../network/language.js';
import { firstLine, oneLine } from '../report/shown-text.js';
import { causeText } from '../verify/effect/causes/cause-text.js';
import type { EffectChange } from '../verify/effect/effect-change.js';
import { effectChangeText } from '../verify/effect/effect-change-text.js';
import type { Screen } from './screen.js';
import { answerWords } from './words/answer-words.js';

const mostTold = 8;

/** What came of a command of the person's own, without what is to be said of it beside the step. */
export function showOwn({ output, exitCode, ending, shell }: OwnEnd, screen: Screen): void {
  const words = answerWords[screen.language];
  if (output.trim() !== '') screen.say(output.trimEnd());
  screen.tell(
    [
      ...(ending === 'shell-ended' ? [words.shellEnded] : ending === 'timeout' ? [words.wasStopped] : []),
      ...(exitCode === 0 || exitCode === null ? [] : [words.exitStatus(exitCode)]),
      words.yours(oneLine(shell)),
    ].join(screen.language === 'zh' ? '' : ' '),
  );
}

/** What is to be said of it. @param step the number of the step that the person is at */
export function showAnswer(answer: OwnAnswer, step: number, screen: Screen): void {
  const words = answerWords[screen.language];
  const { paint } = screen;
  const list = (changes: readonly EffectChange[]): void => {
    const told = changes.slice(0, mostTold).map((change) => oneLine(effectChangeText(change, screen.language)));
    for (const text of [...told, ...(changes.length > mostTold ? ['…'] : [])]) screen.fill(text, '  - ');
  };
  switch (answer.kind) {
    case 'right': {
      screen.fill(paint.green(answer.isOtherWay ? words.anotherWay : words.right), sign('✓', paint.green, screen));
      const names = Object.entries(answer.names).map(([lesson, own]) => words.inPlaceOf(oneLine(own), oneLine(lesson)));
      if (names.length > 0) screen.tell(words.namedOtherwise(names.join(screen.language === 'zh' ? '、' : ', ')));
      if (answer.also.length > 0) screen.tell(words.alsoDone(answer.also.map(({ id }) => id).join(screen.language === 'zh' ? '、' : ', ')));
      if (answer.extras.length > 0) {
        screen.tell(words.beside);
        list(answer.extras);
      }
      return;
    }
    case 'look':
      return screen.tell(words.justALook);
    case 'could-not-check': {
      const why = { 'reference-failed': words.referenceFailed(step), 'no-copy': words.noCopy, 'not-seen': words.notSeen };
      screen.fill(paint.cyan(`${words.couldNotCheck} ${why[answer.why.code]}`), sign('?', paint.cyan, screen));
      if (answer.why.text !== '') screen.tell(oneLine(answer.why.text), '  ');
      screen.tell(words.goOnAllTheSame);
      return;
    }
    case 'not-yet': {
      const { text, hint } = ownCauseText(answer.cause, screen.language);
      const isOnlyBroken = answer.cause.kind === 'effect' && answer.cause.cause.code === 'broke-earlier';
      screen.fill(paint.yellow(isOnlyBroken ? words.broken : words.notYet(oneLine(text))), sign('✗', paint.yellow, screen));
      if (answer.missing.length > 1) {
        screen.tell(words.missing);
        list(answer.missing);
      }
      for (const { change, madeBy } of answer.broken) {
        const was = oneLine(effectChangeText(change.from === null ? change : { ...change, from: null, to: change.from }, screen.language));
        screen.fill(
          paint.yellow(madeBy ? words.wasTrue(makerText(madeBy, screen.language), was) : words.wasTrueFromTheBeginning(was)),
          '  ',
        );
      }
      if (answer.broken.length > 0) screen.tell(screen.isRaw ? words.takeBackInLab : words.takeBack);
      else if (hint !== '') showHint(oneLine(hint), screen);
    }
  }
}

/** Why a command has not done what it should, and hints what to do about it, each saying more; '' where there is none. */
export function ownCauseText(
  cause: OwnCause,
  language: Language,
): { readonly text: string; readonly hint: string; readonly hint2: string } {
  const words = answerWords[language];
  switch (cause.kind) {
    case 'effect':
      return causeText(cause.cause, language);
    case 'diagnosis': {
      const { finding, maker } = cause;
      const params = maker ? { ...finding.params, maker: makerText(maker, language) } : finding.params;
      const { text, advice } = inWords({ ...finding, params }, language);
      return { text, hint: advice, hint2: '' };
    }
    case 'exit-status':
      return { text: words.failed, hint: '', hint2: '' };
  }
}

function makerText(maker: Maker, language: Language): string {
  const words = answerWords[language];
  return 'step' in maker ? words.byStep(maker.step) : words.byYours(firstLine(maker.command));
}

/** A hint, and how to get another one. */
export function showHint(text: string, screen: Screen, hasMore = true): void {
  const words = answerWords[screen.language];
  const { bold, dim } = screen.paint;
  const more = dim(screen.isRaw ? words.moreHintsInLab : words.moreHints);
  screen.fill([bold(words.hint), text, ...(hasMore ? [more] : [])].join(screen.language === 'zh' ? '' : ' '));
}

/** Signs that say what words say too are not for who hears them. */
function sign(text: string, paint: (text: string) => string, { isPlain }: Screen): string {
  return isPlain ? '' : `${paint(text)} `;
}
