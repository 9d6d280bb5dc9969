// Messages one after another → what the bot would have done, by their own times.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { channelId, teamId, ts } from '../../src/domain/ids.ts';
import { toMessage } from '../../src/intake/message.ts';
import { drawOf, openRun } from '../../src/replay/run.ts';
import { namesOf, personNamed, placeOf } from '../../src/replay/stand-in.ts';
import { loadText } from '../rules/load-text.ts';

const messageAt = (seconds: number, text: string, user = 'kim') => {
  const [place, who] = [placeOf('general'), personNamed(user)];
  const incoming = {
    team: teamId('T1'),
    channel: channelId(place.id),
    ts: ts(`${1_795_000_000 + seconds}.000100`),
    threadTs: null,
    author: who.author,
    text,
  };
  return toMessage(incoming, namesOf(place, who), null);
};

describe('a run over past messages', () => {
  const check = (
    sentence: string,
    rule: string,
    rows: readonly (readonly [seconds: number, text: string, due: string])[],
  ): void => {
    it(sentence, () => {
      const loaded = loadText(
        `rules:\n  - name: 규칙\n    match: 농담\n${rule.replace(/^/gm, '    ')}\ndefault: { reply: 몰라요, channels: ["!general"] }\n`,
      );
      assert.ok(loaded.ok);
      const run = openRun(loaded.ruleset, { self: null, rendered: true });
      const found = rows.map(([seconds, text]) => {
        const { why, replies } = run(messageAt(seconds, text));
        return [
          seconds,
          text,
          replies.map((reply) => (reply.kind === 'reaction' ? `:${reply.name}:` : reply.text)).join(' ') || why,
        ];
      });
      assert.deepEqual(found, rows);
    });
  };
  check("limits go by the messages' times", 'reply: 답\nlimit: { times: 1, per: rule, every: 10m }', [
    [0, '농담', '답'],
    [599, '농담', 'limit'],
    [600, '농담', '답'],
  ]);
  check('once for each person', 'reply: 답\nonce_per: user', [
    [0, '농담', '답'],
    [1, '농담', 'once_per'],
    [31 * 86_400, '농담', '답'],
  ]);
  check('texts in turn', 'reply: { text: [하나, 둘], pick: in_turn }', [
    [0, '농담', '하나'],
    [1, '농담', '둘'],
    [2, '농담', '하나'],
  ]);
  check(
    'a silence takes no turn',
    'reply: { text: [하나, 둘], pick: in_turn }\nlimit: { times: 1, per: rule, every: 10s }',
    [
      [0, '농담', '하나'],
      [1, '농담', 'limit'],
      [10, '농담', '둘'],
    ],
  );
  check(
    'a reply that comes out blank is silence, and uses nothing up',
    'reply: "{% if message.text contains \'!\' %}답{% endif %}"\nlimit: { times: 1, per: rule, every: 10m }',
    [
      [0, '농담', 'none'],
      [1, '농담!', '답'],
      [2, '농담!', 'limit'],
    ],
  );
  check('reactions alone', 'react: [wave, eyes]', [[0, '농담', ':wave: :eyes:']]);
  check('nothing fits', 'reply: 답', [[0, '딴말', 'nothing']]);
});

describe('what is drawn from a ts', () => {
  it('lies in [0, 1), the same at every run', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const draw = drawOf(text);
        assert.ok(draw >= 0 && draw < 1);
        assert.equal(drawOf(text), draw);
      }),
    );
  });

  it('is spread evenly, though texts differ in their last digits only', () => {
    const counts = [0, 0, 0, 0];
    for (let index = 0; index < 4_000; index += 1) {
      const bucket = Math.floor(drawOf(`1795000000.${String(index).padStart(6, '0')}`) * 4);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    for (const count of counts) assert.ok(count > 850 && count < 1_150, counts.join(', '));
  });
});
