// Each broken golden file, mended exactly as its hints say → a file of which nothing is left to say.
import assert from 'node:assert/strict';
import { diagnosticsOf, goldensIn, orphansIn, type Golden, type Texts } from './golden-files.ts';

const FOLDERS = ['syntax', 'rules', 'folders'];
/** Lines that a person changes for one diagnostic; more would be another file. */
const LINES_MAX = 8;

/** A clause that tells what to take away, or that counts only where something else is meant. */
const TAKEN_AWAY = /지우|지워|빼|없이|[Dd]elet|[Ll]eave out|[Rr]emove|without the/u;
const ON_CONDITION = /[가-힣]면 |싶은 |때는 |부분은 |주석은 |^(?:for|if|where|to mean|to say|several)\b/iu;
const CHOICE = /가운데|one of these|또는|거나|이나|[가-힣]나 `|\bor\b/u;
const SAMPLE = /(?:예: |as in |such as ).*?(?:\. |; |$)/gsu;

interface Offer {
  readonly texts: readonly string[];
  /** How many of them the twin must hold. */
  readonly due: number;
}

/** What a hint shows as the text to write: all that stands in backquotes and is more than the name of something. */
const offered = (hint: string): Offer => {
  const clauses = hint.replaceAll(SAMPLE, '').split(/(?<=[.;]|[가-힣],) (?=(?:[^`]*`[^`]*`)*[^`]*$)/u);
  const bare = (clause: string): string => clause.replaceAll(/`[^`]*`/gu, '`');
  const always = clauses.filter((clause) => !ON_CONDITION.test(bare(clause)));
  const texts = (always.length > 0 ? always : clauses)
    .filter((clause) => !TAKEN_AWAY.test(bare(clause)))
    .flatMap((clause) => [...clause.matchAll(/`` (.*?) ``|`([^`]+)`/gsu)].map((found) => found[1] ?? found[2] ?? ''))
    .filter((text) => /[:"'[{(|]|^- ./u.test(text) && !/^(?:[\w가-힣]+:|[[\]{}#|>()]|"|')$/u.test(text));
  // Of several ways one is gone, and it may be that which only takes away.
  const least = always.length === 0 && clauses.some((clause) => TAKEN_AWAY.test(bare(clause))) ? 0 : 1;
  const isChoice = always.length === 0 || CHOICE.test(bare(hint));
  return { texts, due: isChoice ? Math.min(least, texts.length) : texts.length };
};

/** Blanks count alike, and what is left open in a hint may be anything. */
const occurs = (text: string, twin: Texts): boolean => {
  const parts = squeezed(text)
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`));
  return new RegExp(parts.join('.*?'), 'su').test(squeezed(Object.values(twin).join('\n')));
};

const squeezed = (text: string): string => text.replaceAll(/\s+/gu, ' ').trim();

const linesChanged = (before: Texts, after: Texts): number => {
  const left = Object.values(after)
    .join('\n')
    .split('\n')
    .map((line) => line.trim());
  return Object.values(before)
    .join('\n')
    .split('\n')
    .filter((line) => {
      const at = left.indexOf(line.trim());
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    }).length;
};

const check = ({ name, texts, mended }: Golden): void => {
  assert.ok(mended !== null, `${name}.mended.yaml is missing`);
  const found = diagnosticsOf(texts);
  assert.ok(found.length > 0, 'nothing is wrong with it');
  assert.deepEqual(
    diagnosticsOf(mended).map(({ code, line, message }) => `${code} ${line} ${message.en}`),
    [],
  );
  assert.ok(linesChanged(texts, mended) <= LINES_MAX * found.length, 'the twin is another file');
  for (const { hint } of found) {
    for (const said of [hint.ko, hint.en]) {
      const { texts: shown, due } = offered(said);
      const there = shown.filter((one) => occurs(one, mended));
      assert.ok(there.length >= due, `not written in the twin, though the hint says so: ${said}`);
    }
  }
};

for (const folder of FOLDERS) {
  describe(`golden files of ${folder}, mended`, () => {
    for (const golden of goldensIn(folder)) {
      if (golden.name.startsWith('ok-')) continue;
      it(`${golden.name} passes as its hints say`, () => check(golden));
    }

    it('has no file without its golden', () => assert.deepEqual(orphansIn(folder), []));
  });
}
