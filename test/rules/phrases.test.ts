// What is said of every golden file → one plain sentence in each language, and a hint beside it.
import assert from 'node:assert/strict';
import { diagnosticsOf, goldensIn } from './golden-files.ts';

/** What the file itself says, and dots that end no sentence, are no part of the sentence. */
const bare = (said: string): string =>
  said.replaceAll(/`` .*? ``|`[^`]*`/gsu, '‹›').replaceAll(/\(‹›+\)|\.{3}|\w\.\w+/gu, '‹›');

const FOLDERS = ['syntax', 'rules', 'folders'];
const found = FOLDERS.flatMap((folder) =>
  goldensIn(folder).flatMap(({ name, texts }) => diagnosticsOf(texts).map((one) => ({ name, ...one }))),
);

describe('the sentences of diagnostics', () => {
  const check = (sentence: string, isRight: (one: (typeof found)[number]) => boolean): void => {
    it(sentence, () => {
      const wrong = found.filter((one) => !isRight(one)).map(({ name, message, hint }) => ({ name, message, hint }));
      assert.deepEqual(wrong, []);
    });
  };
  check('are one in Korean, and polite', ({ message }) => /^[^.!?]*[요다](?::[^.!?]*)?\.$/u.test(bare(message.ko)));
  check('are one in English', ({ message }) => /^[^.!?]*\.$/u.test(bare(message.en)));
  check('have hints in Korean that are polite', ({ hint }) => /요(?:[.?:]|$)/u.test(bare(hint.ko)));
  check('have hints in English', ({ hint }) => !/[가-힣]/u.test(bare(hint.en)) && /[a-z]{3}/u.test(hint.en));
  check(
    'say it in their own language',
    ({ message }) => !/[가-힣]/u.test(bare(message.en)) && /[가-힣]/u.test(message.ko),
  );
});
