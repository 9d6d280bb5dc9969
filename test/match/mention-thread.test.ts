// Rows: `mention` and `thread` of a rule, and the messages that it fits.
import assert from 'node:assert/strict';
import { ts } from '../../src/domain/ids.ts';
import { explain } from '../../src/match/explain.ts';
import { ruleset, said, type Written } from './support.ts';

const parent = ts('1700000000.000001');
const MESSAGES = {
  plain: said('말'),
  mention: said('말', { mentionsBot: true }),
  bareMention: said('', { mentionsBot: true }),
  reply: said('말', { threadTs: parent }),
  mentionInReply: said('말', { threadTs: parent, mentionsBot: true }),
};

const check = (what: string, written: Written, expected: Readonly<Record<keyof typeof MESSAGES, string>>): void => {
  it(what, () => {
    const rules = ruleset([written]);
    const found = Object.entries(MESSAGES).map(([key, message]) => {
      const [row] = explain(rules, message).trace;
      return [key, row?.failed ?? 'fits'];
    });
    assert.deepEqual(Object.fromEntries(found), expected);
  });
};

const fits = { plain: 'fits', mention: 'fits', bareMention: 'fits', reply: 'fits', mentionInReply: 'fits' };

describe('mention and thread', () => {
  check('left out: any', {}, fits);
  check('mention: true', { mention: true }, { ...fits, plain: 'mention', reply: 'mention' });
  check(
    'mention: false',
    { mention: false },
    { ...fits, mention: 'mention', bareMention: 'mention', mentionInReply: 'mention' },
  );
  check('thread: any', { thread: 'any' }, fits);
  check('thread: only', { thread: 'only' }, { ...fits, plain: 'thread', mention: 'thread', bareMention: 'thread' });
  check('thread: never', { thread: 'never' }, { ...fits, reply: 'thread', mentionInReply: 'thread' });
  check(
    'mention is asked before thread, and both before the text',
    { mention: true, thread: 'only', match: { kind: 'contains', text: '다른 말' } },
    { plain: 'mention', mention: 'thread', bareMention: 'thread', reply: 'mention', mentionInReply: 'match' },
  );
});
