// When names that Slack does not know are told, and in which words.
import assert from 'node:assert/strict';
import type { Language } from '../../src/domain/language.ts';
import type { Unbound } from '../../src/domain/ports.ts';
import type { NameInRule, Ruleset } from '../../src/domain/rule.ts';
import { openNamesLine } from '../../src/bot/names-line.ts';
import { fakeClock, settled } from '../fakes/clock.ts';
import { memoryLog } from '../fakes/log.ts';

const name = (more: Partial<NameInRule> = {}): NameInRule => ({
  kind: 'channel',
  name: 'food',
  rule: '점심',
  range: { file: 'rules.yaml', line: 3, column: 11, endLine: 3, endColumn: 13 },
  ...more,
});
const unbound = (more: Partial<Unbound> = {}): Unbound => ({ name: name(), why: 'unknown', near: null, ...more });
const RULES = { names: [name()] } as Partial<Ruleset> as Ruleset;

const open = (language: Language = 'ko') => {
  const log = memoryLog();
  const clock = fakeClock();
  const wanted: number[] = [];
  const asked: ((found: readonly Unbound[]) => void)[] = [];
  const heard: (readonly Unbound[])[] = [];
  const line = openNamesLine({
    directory: {
      want: (names) => void wanted.push(names.length),
      bind: () => new Promise((resolve) => asked.push(resolve)),
    },
    rules: () => RULES,
    log,
    clock,
    language: () => language,
    onUnbound: (found) => void heard.push(found),
  });
  /** Slack answers the question that was asked last. */
  const answer = async (...found: readonly Unbound[]): Promise<void> => {
    await settled();
    asked.at(-1)?.(found);
    await settled();
  };
  const told = () => log.lines.filter(({ event }) => event === 'name_unknown').length;
  return { line, log, clock, asked, wanted, heard, answer, told };
};

describe('names that Slack does not know are told', () => {
  it('when a session is opened, with place and advice', async () => {
    const { line, log, answer } = open();
    line.opened();
    await answer(unbound({ near: 'foods' }));
    const { what, ...fields } = log.lines[0]?.fields ?? {};
    assert.deepEqual(fields, {
      ...{ file: 'rules.yaml', line: 3, rule: '점심', kind: 'channel' },
      ...{ name: 'food', why: 'unknown', near: 'foods' },
    });
    assert.equal(what, "규칙 '점심'에 적힌 #food 채널을 Slack에서 찾을 수 없어요. 혹시 #foods인가요?");
  });

  it('not again at the next session, unless it is something else', async () => {
    const { line, answer, told, heard } = open();
    for (const found of [[unbound()], [unbound()], [], [], [unbound()]]) {
      line.opened();
      await answer(...found);
    }
    assert.deepEqual([told(), heard.map(({ length }) => length)], [2, [1, 0, 1]]);
  });

  it('again after a reload', async () => {
    const { line, answer, told } = open();
    line.opened();
    await answer(unbound());
    line.reloaded();
    await answer(unbound());
    assert.equal(told(), 2);
  });

  it('asked again later only once, however often the rules are read meanwhile', async () => {
    const { line, answer, clock, asked } = open();
    line.opened();
    for (let reload = 0; reload < 20; reload += 1) {
      await answer(unbound({ why: 'unavailable' }));
      line.reloaded();
    }
    await answer(unbound({ why: 'unavailable' }));
    assert.deepEqual([clock.sleepers(), asked.length], [1, 21]);
    await clock.advance(300_000);
    assert.equal(asked.length, 22);
    line.close();
    assert.equal(clock.sleepers(), 0);
  });

  it('not before there has been a session, when it is only said what will be needed', async () => {
    const { line, asked, wanted } = open();
    line.reloaded();
    await settled();
    assert.deepEqual([asked.length, wanted], [0, [1, 1]]);
  });

  it('of the newest rules alone, though the older ones are answered later', async () => {
    const { line, asked, told } = open();
    line.opened();
    line.reloaded();
    await settled();
    asked[1]?.([]);
    asked[0]?.([unbound()]);
    await settled();
    assert.equal(told(), 0);
  });

  it('after a reload that a new session overtook', async () => {
    const { line, answer, told } = open();
    line.opened();
    await answer(unbound());
    line.reloaded();
    line.opened();
    await answer(unbound());
    assert.equal(told(), 2);
  });

  it('again where Slack could not be asked, once it could', async () => {
    const { line, answer, told, asked, clock } = open();
    line.opened();
    for (const found of [unbound({ why: 'unavailable' }), unbound({ why: 'unavailable' }), unbound()]) {
      await answer(found);
      await clock.advance(300_000);
    }
    assert.deepEqual([told(), asked.length, clock.sleepers()], [2, 3, 0]);
  });

  it('and does not wait for that once it is closed', async () => {
    const { line, answer, asked, clock } = open();
    line.opened();
    await answer(unbound({ why: 'unavailable' }));
    line.close();
    await clock.advance(300_000);
    assert.deepEqual([asked.length, clock.sleepers()], [1, 0]);
  });

  it('not once all is closed', async () => {
    const { line, answer, log } = open();
    line.opened();
    line.close();
    await answer(unbound());
    assert.deepEqual(log.lines, []);
  });

  it('a hundred at most, and how many more there are', async () => {
    const { line, answer, told, log } = open();
    line.opened();
    await answer(...Array.from({ length: 250 }, () => unbound()));
    assert.equal(told(), 100);
    assert.deepEqual(log.lines.at(-1)?.fields, { more: 150 });
  });

  it('and where asking breaks, that is told', async () => {
    const log = memoryLog();
    const broken = { want: () => {}, bind: () => Promise.reject(new TypeError('broken')) };
    openNamesLine({
      directory: broken,
      rules: () => RULES,
      log,
      clock: fakeClock(),
      language: () => 'ko',
    }).opened();
    await settled();
    assert.deepEqual(log.events(), ['bind_failed']);
  });

  const kinds = ['channel', 'person', 'group', 'user'] as const;
  const whys = ['unknown', 'missing_scope', 'unavailable'] as const;
  for (const language of ['ko', 'en'] as const) {
    it(`in words of ${language} of its own for each kind and reason`, async () => {
      const { line, answer, log } = open(language);
      const all = kinds.flatMap((kind) => whys.map((why) => unbound({ name: name({ kind }), why })));
      line.opened();
      await answer(...all, unbound({ name: name({ rule: 'default', range: null }) }));
      const texts = log.lines.map(({ fields }) => String(fields['what']));
      assert.equal(new Set(texts).size, all.length + 1);
      for (const text of texts) assert.equal(/[가-힣]/u.test(text.replaceAll('점심', '')), language === 'ko', text);
    });
  }
});
