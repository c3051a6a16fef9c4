/** The languages that sentences about networks, and lessons, are written in. */
export const languages = ['en', 'zh'] as const;

export type Language = (typeof languages)[number];
