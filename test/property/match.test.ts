// Properties of matching: against a slow reference, kind by kind and rule by rule, on texts of everything that may stand in one.
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { Names } from '../../src/domain/message.ts';
import type { MatchSpec } from '../../src/domain/rule.ts';
import { decodeText } from '../../src/intake/decode.ts';
import { fitsText } from '../../src/match/build.ts';
import { explain } from '../../src/match/explain.ts';
import { fold, normalise } from '../../src/match/fold.ts';
import { match } from '../../src/match/match.ts';
import { ruleset, said } from '../match/support.ts';
import { indexDecidesAsThePage } from './index.ts';
import { fitsSlowly } from './naive.ts';
import { MESSAGES_EACH } from './rules.ts';

const PIECES = `가 나 하하 휴가 비밀번호 ㅋ \u1112\u1172 ${'초기화'.normalize('NFD')} . + “ " ’ ！ < > &amp; \ud83d
a b hi HI ä a\u0308 ß ẞ ſ K İ Σ ς 𝟘 ａ １ 1 10 я _ \u200b \u200d \ufe0f \u00ad
👋 :wave: : :one: 1️⃣ 👍🏽 :+1: :skin-tone-4: :party: 🏽 👩🏽‍💻`
  .split(/[ \n]/)
  .concat(' ', ' ', ' ', ' ', '\n', '\u3000', '\u00a0');
const texts = (max: number) => fc.array(fc.constantFrom(...PIECES), { maxLength: max }).map((parts) => parts.join(''));
const message = fc.oneof(texts(12), fc.string({ unit: 'binary', maxLength: 12 }));
const pattern = texts(4).filter((text) => normalise(text) !== '');

type Kind = 'contains' | 'equals' | 'starts_with' | 'ends_with';
const KINDS: readonly Kind[] = ['contains', 'equals', 'starts_with', 'ends_with'];

/** Generous: how long a busy machine takes says nothing. */
const HOLDS_MS_MAX = 60_000;

const holds = <T>(name: string, property: fc.IProperty<T>, numRuns = 2_000): void => {
  it(name, () => {
    fc.assert(property, { numRuns });
  }).timeout(HOLDS_MS_MAX);
};

describe('the plain form of any text', () => {
  holds(
    'is its own plain form',
    fc.property(message, (text) => assert.equal(normalise(normalise(text)), normalise(text))),
  );
  holds(
    'is that of its decomposed spelling',
    fc.property(message, (text) => assert.equal(normalise(text.normalize('NFD')), normalise(text))),
  );
  holds(
    'keeps its length when folded, and is then its own folding',
    fc.property(message, (text) => {
      const plain = normalise(text);
      assert.equal(fold(plain).length, plain.length);
      assert.equal(fold(fold(plain)), fold(plain));
    }),
  );
});

describe('matching', () => {
  for (const kind of KINDS)
    holds(
      `agrees with the reference: ${kind}`,
      fc.property(pattern, message, (text, shown) => {
        assert.equal(fitsText({ kind, text }, shown), fitsSlowly({ kind, text }, shown));
      }),
      5_000,
    );
  holds(
    'agrees with the reference where the text was taken from the message',
    fc.property(texts(10), fc.nat(12), fc.nat(12), fc.constantFrom(...KINDS), (shown, from, length, kind) => {
      const text = Array.from(shown)
        .slice(from, from + length)
        .join('');
      fc.pre(normalise(text) !== '');
      assert.equal(fitsText({ kind, text }, shown), fitsSlowly({ kind, text }, shown));
    }),
    5_000,
  );
  holds(
    'finds every text in itself, between blanks, in either case and decomposed',
    fc.property(pattern, (text) => {
      for (const kind of KINDS) assert.ok(fitsText({ kind, text }, text), kind);
      assert.ok(fitsText({ kind: 'contains', text }, `x ${text} x`));
      assert.ok(fitsText({ kind: 'equals', text: text.normalize('NFD') }, text));
      assert.ok(fitsText({ kind: 'equals', text }, fold(normalise(text))));
    }),
  );
  holds(
    'takes a text that is equal for one that it starts and ends with, and such a one for one that it contains',
    fc.property(pattern, message, (text, shown) => {
      const fits = (kind: Kind): boolean => fitsText({ kind, text }, shown);
      if (fits('equals')) assert.ok(fits('starts_with') && fits('ends_with'));
      if (fits('starts_with') || fits('ends_with')) assert.ok(fits('contains'));
    }),
  );
  holds(
    'is not changed by zero-width characters or longer blanks',
    fc.property(pattern, texts(12), (text, shown) => {
      const padded = Array.from(shown, (char) => (char === ' ' ? '\u3000\n' : `${char}\u2060`)).join('');
      assert.equal(fitsText({ kind: 'contains', text }, ` ${padded}`), fitsText({ kind: 'contains', text }, shown));
    }),
  );
});

describe('the index', () => {
  const CASES = 10_000;
  const seed = Number(process.env.PROPERTY_SEED ?? Date.now() % 0x7fff_ffff);
  it(`decides as the page does: ${CASES} cases, PROPERTY_SEED=${seed}`, () => {
    fc.assert(indexDecidesAsThePage, { numRuns: Math.ceil(CASES / MESSAGES_EACH), seed });
  }).timeout(HOLDS_MS_MAX * 4);
});

describe('rules', () => {
  const leaf: fc.Arbitrary<MatchSpec> = fc.oneof(
    fc.record({ kind: fc.constantFrom(...KINDS), text: pattern }),
    fc.record({ kind: fc.constant('words' as const), words: fc.array(pattern, { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('regex' as const), pattern: fc.constantFrom('(h)i', '^가', '👋+', String.raw`\d$`) }),
  );
  const spec = fc.letrec<{ any: MatchSpec }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 2 },
      leaf,
      fc.record({
        kind: fc.constantFrom('any' as const, 'all' as const, 'not' as const),
        of: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
      }),
    ),
  })).any;
  const written = fc.record({ match: spec, enabled: fc.boolean() });
  holds(
    'are explained as they are decided',
    fc.property(fc.array(written, { maxLength: 5 }), message, (list, shown) => {
      const rules = ruleset(list.map((one, index) => Object.assign(one, { name: `r${index}` })));
      const decision = match(rules, said(shown));
      const { decision: explained, trace } = explain(rules, said(shown));
      assert.deepEqual(explained, decision);
      assert.equal(trace.length, list.length);
      const first = trace.find(({ fits }) => fits)?.rule;
      assert.equal(first?.name ?? null, decision.why === 'rule' ? decision.rule?.name : null);
    }),
    500,
  );
  holds(
    'are each as true as their parts say',
    fc.property(fc.array(spec, { minLength: 1, maxLength: 3 }), message, (of, shown) => {
      const parts = of.map((part) => fitsText(part, shown));
      assert.equal(fitsText({ kind: 'any', of }, shown), parts.includes(true));
      assert.equal(fitsText({ kind: 'all', of }, shown), !parts.includes(false));
      assert.equal(fitsText({ kind: 'not', of }, shown), !parts.includes(true));
    }),
    500,
  );
});

describe('decoding', () => {
  const nobody: Names = {
    user: () => undefined,
    channel: () => undefined,
    channelKind: () => undefined,
    channelNames: () => undefined,
    standing: () => ({ names: undefined, groups: undefined, guest: undefined, external: undefined }),
  };
  const parts = '< > @ # ! | ^ & amp; lt; gt; U1 https:// mailto: here'.split(' ').concat(' ');
  const anyText = fc.oneof(
    fc.array(fc.constantFrom(...parts)).map((list) => list.join('')),
    message,
  );
  holds(
    'never throws, and makes no sign of what had none',
    fc.property(anyText, (text) => {
      assert.ok(text.includes('&') || !decodeText(text, nobody).includes('&'));
    }),
  );
  holds(
    'gives back what Slack escaped',
    fc.property(fc.oneof(anyText, fc.string()), (text) => {
      const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      assert.equal(decodeText(escaped, nobody), text);
    }),
  );
});
