import type { EffectChange } from './effect-change.js';
import { linkOfSysctl, sysctlSources } from './facts/sysctl-sources.js';

const ofShells = new Set(['folder', 'variable', 'function', 'alias', 'option', 'trap', 'parameter', 'open-file']);

/** Whether a change only follows from another one among these: who brings that about another way has it too. */
export function isConsequence(change: EffectChange, all: readonly EffectChange[]): boolean {
  const { kind, place, subject, detail, to } = change;
  switch (kind) {
    case 'route':
      return / kernel /.test(`${detail} `) && all.some((other) => isAbout(other, place, /\bdev (\S+)/.exec(detail)?.[1]));
    case 'address':
      return (
        /^(?:127\.0\.0\.1\/8|::1\/128)$/.test(detail) && all.some((other) => other.kind === 'attribute' && isAbout(other, place, subject))
      );
    case 'sysctl': {
      const sources = sysctlSources(subject);
      const link = linkOfSysctl(subject);
      const isSet = all.some(
        (other) => other.kind === 'sysctl' && other.place === place && other.to === to && sources.includes(other.subject),
      );
      return isSet || (link !== undefined && all.some((other) => other.kind === 'link' && isAbout(other, place, link)));
    }
    case 'shells':
      return all.some((other) => other.kind === 'shell');
    case 'mode': {
      const file = all.find((other) => other.kind === 'file' && other.subject === subject);
      return file !== undefined && !(to !== null && /mode \d*[1357]/.test(to) && file.to?.startsWith('text') === true);
    }
    case 'firewall-order':
      return to === null;
    default:
      return ofShells.has(kind) && all.some((other) => other.kind === 'shells' && other.place === place);
  }
}

function isAbout(change: EffectChange, place: string, link: string | undefined): boolean {
  if (change.kind === 'namespace') return change.place === place;
  return change.place === place && change.subject === link && ['link', 'attribute', 'address'].includes(change.kind);
}
