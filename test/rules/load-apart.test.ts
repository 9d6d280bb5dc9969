// Big rules files, loaded in a thread of their own: the same as loaded here, and nothing of the thread is left.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Ruleset } from '../../src/domain/rule.ts';
import { match } from '../../src/match/match.ts';
import { loadRulesApart } from '../../src/rules/load-apart.ts';
import { loadRules } from '../../src/rules/load.ts';
import { said } from '../match/support.ts';

const rule = (number: number, more = ''): string => `  - name: 규칙 ${number}
    match: [낱말${number}, { regex: '번호 ${number}(가|나)' }]
    reply: "{{ user.name }}님, ${number}번이에요. {{ vars.form }}"
    examples: { yes: [낱말${number}이 뭐예요?] }
${more}`;
const file = (count: number, last = ''): string =>
  `language: ko\ntimezone: Asia/Seoul\nvars: { form: 양식 }\nrules:\n${Array.from({ length: count }, (_, index) => rule(index)).join('')}${last}`;

/** Above the size from which a thread is worth it: about 150 rules. */
const MANY = 450;

const decidedBy = (ruleset: Ruleset, shown: string): unknown => {
  const decision = match(ruleset, said(shown));
  return [decision.rule?.name, decision.rule?.range, decision.kind === 'answer' && decision.captures];
};

describe('rules loaded apart', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'annyeong-apart-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const written = async (text: string): Promise<string> => {
    const at = path.join(folder, 'rules.yaml');
    await writeFile(at, text);
    return at;
  };
  const threads = (): number => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;

  const check = (says: string, text: string): void => {
    it(`${says} come out as they do here`, async () => {
      const at = await written(text);
      const before = threads();
      const [apart, here] = [await loadRulesApart(at, new AbortController().signal), await loadRules(at)];
      assert.ok(apart !== null);
      assert.equal(threads(), before);
      assert.equal(apart.ok, here.ok);
      assert.deepEqual([apart.count, apart.digest, apart.language], [here.count, here.digest, here.language]);
      if (!apart.ok || !here.ok) {
        assert.deepEqual(Reflect.get(apart, 'diagnostics'), Reflect.get(here, 'diagnostics'));
        return;
      }
      assert.deepEqual(apart.warnings, here.warnings);
      for (const shown of ['낱말7 알려 줘', `번호 ${MANY - 1}나`, '딴말']) {
        assert.deepEqual(decidedBy(apart.ruleset, shown), decidedBy(here.ruleset, shown));
      }
    });
  };

  it('ends at once, and leaves no thread, when it is no longer wanted', async () => {
    const at = await written(file(MANY));
    const before = threads();
    const stop = new AbortController();
    const loading = loadRulesApart(at, stop.signal);
    setImmediate(() => stop.abort());
    assert.equal(await loading, null);
    assert.equal(threads(), before);
  });

  check('a few good rules', file(3));
  check('many good rules', file(MANY));
  check('many rules with warnings', file(MANY, '  - name: 짧은\n    match: 가\n    reply: 답\n'));
  check('many rules with faults', file(MANY, '  - name: 규칙 1\n    mach: 휴가\n    reply: 답\n'));
  check('many rules that cannot be parsed', file(MANY, '  - name: "열린\n'));
  check('many rules with a failing example', file(MANY, rule(7, '').replace('규칙 7', '또')));
});
