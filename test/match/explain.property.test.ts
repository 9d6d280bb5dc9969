// A property: over rules and messages with every condition there is, the winner that is explained is the one that answers.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { botId, channelId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Message, Standing } from '../../src/domain/message.ts';
import type { ChannelSpec, FromSpec, HoursSpec, LimitSpec, MatchSpec, Scope } from '../../src/domain/rule.ts';
import { explain } from '../../src/match/explain.ts';
import { match } from '../../src/match/match.ts';
import { viewOf } from '../../src/match/view.ts';
import { ruleset, said, type Written } from './support.ts';

const exclude = fc.boolean();
/** Most rules ask for few of these things, so that some fit. */
const seldom = <T>(none: T, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(none) }, { weight: 1, arbitrary });
const few = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  seldom<readonly T[]>([], fc.array(arbitrary, { minLength: 1, maxLength: 3 }));

const channel: fc.Arbitrary<ChannelSpec> = fc.oneof(
  fc.record({ exclude, kind: fc.constant('id' as const), id: fc.constantFrom('C1', 'C2') }),
  fc.record({ exclude, kind: fc.constant('name' as const), name: fc.constantFrom('hr', 'general') }),
  fc.record({ exclude, kind: fc.constant('glob' as const), glob: fc.constantFrom('*', 'h*') }),
  fc.record({ exclude, kind: fc.constant('kind' as const), of: fc.constantFrom('dm' as const, 'public' as const) }),
);
const from: fc.Arbitrary<FromSpec> = fc.oneof(
  fc.record({ exclude, kind: fc.constant('user' as const), id: fc.constantFrom('U1', 'U9') }),
  fc.record({ exclude, kind: fc.constant('bot' as const), id: fc.constantFrom('B1', 'B2') }),
  fc.record({ exclude, kind: fc.constant('group' as const), id: fc.constant('S1') }),
  fc.record({ exclude, kind: fc.constant('name' as const), name: fc.constantFrom('kim', 'build', 'leads') }),
  fc.record({
    exclude,
    kind: fc.constant('keyword' as const),
    of: fc.constantFrom('guests' as const, 'external' as const, 'bots' as const),
  }),
);
const hours: fc.Arbitrary<HoursSpec> = fc.record({
  exclude,
  window: fc.record({
    days: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
    from: fc.nat(1_439),
    to: fc.integer({ min: 1, max: 1_440 }),
    except: fc.subarray(['2023-11-15']),
  }),
});
const text = fc.constantFrom('휴가', '휴가신청', 'vpn', '회의실 예약');
const leaf: fc.Arbitrary<MatchSpec> = fc.oneof(
  fc.record({ kind: fc.constantFrom('contains' as const, 'similar' as const, 'starts_with' as const), text }),
  fc.constant({ kind: 'anything' as const }),
  fc.record({ kind: fc.constant('regex' as const), pattern: fc.constantFrom('휴.', '^vpn', '예약$') }),
);
const matched: fc.Arbitrary<MatchSpec> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('any' as const, 'all' as const, 'not' as const),
      of: fc.array(leaf, { minLength: 1, maxLength: 2 }),
    }),
  },
);
const scope: fc.Arbitrary<Scope> = fc.constantFrom('thread', 'user', 'channel');
const written: fc.Arbitrary<Written> = fc.record({
  enabled: seldom(true, fc.boolean()),
  channels: few(channel),
  from: few(from),
  mention: seldom<boolean | null>(null, fc.boolean()),
  thread: seldom<'any' | 'only' | 'never'>('any', fc.constantFrom('only', 'never')),
  hours: seldom<HoursSpec | null>(null, hours),
  match: matched,
  oncePer: seldom<Scope | null>(null, scope),
  limit: seldom<LimitSpec | null>(null, fc.record({ times: fc.constant(2), per: scope, everyMs: fc.constant(1_000) })),
  silent: seldom(false, fc.boolean()),
});

const author: fc.Arbitrary<Author> = fc.oneof(
  fc.record({ kind: fc.constant('person' as const), id: fc.constantFrom(userId('U1'), userId('U2')) }),
  fc.record({
    kind: fc.constant('bot' as const),
    id: fc.constantFrom(botId('B1'), botId('B2')),
    user: fc.constantFrom(userId('U9'), null),
  }),
);
const known = <T>(...values: readonly T[]) => fc.constantFrom(undefined, ...values);
const standing: fc.Arbitrary<Standing> = fc.record({
  names: known(['kim', '김'], ['build'], []),
  groups: known(['S1', 'leads'], []),
  guest: known(true, false),
  external: known(true, false),
});
const message: fc.Arbitrary<Message> = fc
  .record({
    author,
    standing,
    channel: fc.constantFrom(channelId('C1'), channelId('C2'), channelId('D1')),
    channelNames: known(['general'], ['hr', 'people']),
    channelKind: known('public' as const, 'private' as const, 'dm' as const),
    mentionsBot: fc.boolean(),
    threadTs: fc.constantFrom(null, ts('1700000000.000001')),
    ts: fc.integer({ min: 1_700_000_000, max: 1_700_600_000 }).map((seconds) => ts(`${seconds}.000100`)),
    shown: fc.constantFrom('휴가', '후가신청 할래요', 'VPN', '회이실예약', '회의실 예약', '딴말', ''),
  })
  .map(({ shown, ...rest }) => said(shown, rest));

it('the rule that explains itself as the first to fit is the one that answers', () => {
  const seen = { rule: 0, bot: 0 };
  fc.assert(
    fc.property(fc.array(written, { maxLength: 6 }), written, message, (list, fallback, one) => {
      const rules = ruleset(
        list.map((rule, index) => Object.assign(rule, { name: `r${index}` })),
        fallback,
      );
      const decision = match(rules, one);
      const { decision: explained, trace } = explain(rules, one);
      assert.deepEqual(explained, decision);
      assert.equal(trace.length, list.length);
      const winner = trace.find(({ fits }) => fits)?.rule ?? null;
      if (winner !== null) {
        assert.equal(decision.rule, winner);
        seen.rule += 1;
        if (one.author.kind === 'bot') seen.bot += 1;
      } else assert.ok(decision.rule === null || decision.rule === rules.fallback);
      if (decision.kind === 'answer') assert.deepEqual(decision.takes, decision.rule.takes(one));
      for (const { rule, fits, failed } of trace) {
        const first = rule.conditions.find((condition) => !condition.fits(viewOf(one)))?.key ?? null;
        assert.equal(fits, failed === null);
        if (one.shown !== '' || one.mentionsBot) assert.equal(failed, first);
        else assert.equal(failed, first ?? 'match');
      }
    }),
    { numRuns: 3_000 },
  );
  assert.ok(seen.rule > 300 && seen.bot > 5, JSON.stringify(seen));
}).timeout(60_000);
