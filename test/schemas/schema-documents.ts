import { configSettings } from '../../src/commands/config-settings.js';
import type { JsonSchema, YamlSetting } from '../../src/lesson/setting.js';
import { lessonSettings } from '../../src/lesson/settings.js';

// Editors read draft 7 best.
const draft = { $schema: 'http://json-schema.org/draft-07/schema#' };

/** The schemas that editors use, by their name in docs/schemas; made from the tables that nslab itself reads settings by. */
export const schemaDocuments = {
  config: { ...draft, title: 'The configuration of nslab, nslab.config.yaml', ...settingsSchema(configSettings) },
  'front-matter': {
    ...draft,
    title: 'The front matter of a lesson of nslab',
    type: 'object',
    properties: { nslab: settingsSchema(lessonSettings) },
  },
} satisfies Record<string, JsonSchema>;

function settingsSchema(settings: Readonly<Record<string, YamlSetting<unknown>>>): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(settings).map(([key, { form, schema }]) => [key, { description: form.en, ...schema }]),
  );
  return { type: 'object', properties, additionalProperties: false };
}
