import { sentences } from '../../src/engine/diagnosis/sentences.js';

/** Why a command has not the effect of the lesson's. */
const ofEffect =
  'nothing-changed opposite other-name other-namespace other-link other-address other-prefix other-kind other-peer other-route other-value other-rule ' +
  'other-file-content other-shell only-part broke-earlier still-there moved-elsewhere other-process address-without-prefix ' +
  'not-a-pair something-else';

/** What a wrong variant may be taken for. */
export const knownCauses: readonly string[] = [...ofEffect.split(' '), ...Object.keys(sentences)];
