// In: emoji-datasource, the list that Slack's own names come from. Out: src/domain/emoji-names.ts. Run after updating the package.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const list = createRequire(import.meta.url)('emoji-datasource/emoji.json');
const bare = (unified) =>
  String.fromCodePoint(...unified.split('-').map((hex) => Number.parseInt(hex, 16)))
    .replace(/\p{Variation_Selector}|\u200D/gu, '')
    .replace(/(?<=\p{Extended_Pictographic})\p{Emoji_Modifier}+/gu, '');
const lines = list.map((emoji) => [bare(emoji.unified), ...emoji.short_names].join(' '));
const text = `// Made by scripts/emoji.mjs: a line per emoji, without joiners and variation selectors, then its names in Slack.
export const EMOJI_NAMES = \`
${lines.toSorted().join('\n')}
\`;
`;
writeFileSync(path.join(import.meta.dirname, '../src/domain/emoji-names.ts'), text);
