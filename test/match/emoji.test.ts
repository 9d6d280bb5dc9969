// The list of emoji against the package that it was made from.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { bareEmoji, emojiNamed, nameOfEmoji } from '../../src/domain/emoji.ts';

const listed: readonly { unified: string; short_names: readonly string[] }[] = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('emoji-datasource/emoji.json'), 'utf8'),
);

describe('the list of emoji', () => {
  it('knows every name of the package (else run scripts/emoji.mjs)', () => {
    for (const { unified, short_names: names } of listed) {
      const emoji = String.fromCodePoint(...unified.split('-').map((hex) => Number.parseInt(hex, 16)));
      for (const name of names) assert.equal(emojiNamed(name), bareEmoji(emoji), name);
      assert.equal(nameOfEmoji(emoji), names[0], emoji);
    }
  });
  it('knows an emoji whatever its skin, and a name whatever its case', () => {
    assert.deepEqual([nameOfEmoji('👋🏽'), nameOfEmoji('❤'), nameOfEmoji('❤️')], ['wave', 'heart', 'heart']);
    assert.deepEqual([emojiNamed('WAVE'), emojiNamed('thumbsup')], ['👋', '👍']);
  });
  it('knows no other', () => {
    assert.deepEqual(
      [nameOfEmoji('가'), nameOfEmoji(''), emojiNamed('party-parrot'), emojiNamed('')],
      Array(4).fill(undefined),
    );
  });
});
