import type { Box, Card } from '../topology.js';

/** The words of pictures. What commands say themselves, such as `up` and `via`, stays as they say it: learners meet it in their outputs. */
export interface PictureWords {
  readonly state: Readonly<Record<Card['state'], string>>;
  /** What stands after the name of a box. */
  readonly boxNote: (box: Box) => string | null;
  readonly portOf: (master: string) => string;
  /** The other end of a cable, and what a link lies on, for those that have no lane. */
  readonly cableTo: (card: string, box: string) => string;
  readonly liesOn: (card: string, box: string) => string;
  readonly forwards: (families: string) => string;
  readonly nat: (rule: string) => string;
  readonly filters: (facts: string) => string;
}

export const pictureWords: Readonly<Record<'en' | 'zh', PictureWords>> = {
  en: {
    state: { up: 'up', down: 'down', 'no-carrier': 'no carrier' },
    boxNote: ({ kind, heldBy }) => {
      if (kind === 'container') return 'container';
      if (kind === 'unnamed') return heldBy === null ? 'no name' : `no name, held by ${heldBy}`;
      return null;
    },
    portOf: (master) => `port of ${master}`,
    cableTo: (card, box) => `to ${card} in ${box}`,
    liesOn: (card, box) => `on ${card} in ${box}`,
    forwards: (families) => `forwards ${families}`,
    nat: (rule) => `NAT: ${rule}`,
    filters: (facts) => `firewall: ${facts}`,
  },
  zh: {
    state: { up: 'up', down: 'down', 'no-carrier': '无载波' },
    boxNote: ({ kind, heldBy }) => {
      if (kind === 'container') return '容器';
      if (kind === 'unnamed') return heldBy === null ? '无名' : `无名，由 ${heldBy} 保持`;
      return null;
    },
    portOf: (master) => `${master} 的端口`,
    cableTo: (card, box) => `通向 ${box} 的 ${card}`,
    liesOn: (card, box) => `基于 ${box} 的 ${card}`,
    forwards: (families) => `转发 ${families}`,
    nat: (rule) => `NAT：${rule}`,
    filters: (facts) => `防火墙：${facts}`,
  },
};
