// What a person can do about a refused reply: each code has a sentence of its own, in both languages.
import assert from 'node:assert/strict';
import { hintFor } from '../../src/outbox/hints.ts';

const CODES = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'missing_scope',
  'user_not_found',
  'user_not_visible',
  'user_disabled',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'user_not_in_channel',
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
];

describe('hints', () => {
  for (const code of CODES) {
    it(`says what to do about ${code}`, () => {
      const { ko, en } = hintFor(code);
      assert.notEqual(en, hintFor('brand_new').en);
      assert.match(ko, /요\.$/);
      assert.match(en, /\.$/);
    });
  }
});
