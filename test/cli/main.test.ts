// Which command is meant, and in which language and colours it is spoken of.
import assert from 'node:assert/strict';
import { printable, speech } from '../../src/cli/speech.ts';
import { runMain } from './fake-io.ts';

describe('the language of a command', () => {
  const check = (sentence: string, env: Readonly<Record<string, string>>, due: 'ko' | 'en'): void => {
    it(sentence, async () => {
      const { code, err } = await runMain(['chekc'], env);
      assert.equal(code, 2);
      assert.equal(/[가-힣]/.test(err), due === 'ko', err);
    });
  };
  check('what ANNYEONG_LANG asks for goes first', { ANNYEONG_LANG: 'ko', LANG: 'en_US.UTF-8' }, 'ko');
  check('LC_ALL before LANG', { LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko');
  check('LC_MESSAGES before LANG', { LC_MESSAGES: 'en_US.UTF-8', LANG: 'ko_KR.UTF-8' }, 'en');
  check('LANG', { LANG: 'ko_KR.UTF-8' }, 'ko');
  check('an empty variable says nothing', { LC_ALL: '', LANG: 'ko_KR.UTF-8' }, 'ko');
  check('C is English', { LANG: 'C' }, 'en');
  check('a language that is not spoken here does not count', { ANNYEONG_LANG: 'fr', LANG: 'ko_KR.UTF-8' }, 'ko');
});

describe('colours', () => {
  const check = (
    sentence: string,
    row: { isTTY: boolean; env: Readonly<Record<string, string>>; due: boolean },
  ): void => {
    it(sentence, () => {
      assert.equal(speech({ env: row.env }, { isTTY: row.isTTY }).colour.isColorSupported, row.due);
    });
  };
  check('on a terminal', { isTTY: true, env: {}, due: true });
  check('not over a pipe', { isTTY: false, env: {}, due: false });
  check('not over a pipe, even where FORCE_COLOR asks for them', {
    isTTY: false,
    env: { FORCE_COLOR: '1' },
    due: false,
  });
  check('not where NO_COLOR is set', { isTTY: true, env: { NO_COLOR: '1' }, due: false });
  check('an empty NO_COLOR is not set', { isTTY: true, env: { NO_COLOR: '' }, due: true });
  check('not on a dumb terminal', { isTTY: true, env: { TERM: 'dumb' }, due: false });
});

describe('which command is meant', () => {
  const check = (
    sentence: string,
    argv: readonly string[],
    due: { code: number; out?: string; err?: string },
  ): void => {
    it(sentence, async () => {
      const ran = await runMain(argv);
      assert.equal(ran.code, due.code);
      if (due.out !== undefined) assert.ok(ran.out.includes(due.out), ran.out);
      if (due.err !== undefined) assert.ok(ran.err.includes(due.err), ran.err);
    });
  };
  check('help', ['help'], { code: 0, out: 'annyeong check' });
  check('--help of a command, wherever it stands', ['explain', '안녕', '--help'], { code: 0, out: 'annyeong explain' });
  check('-h', ['-h'], { code: 0, out: 'annyeong practice' });
  check('help of help', ['help', 'help'], { code: 0, out: 'annyeong help check' });
  check('help of a command that there is not', ['help', 'explian'], { code: 2, err: 'explain' });
  check('--version', ['--version'], { code: 0, out: 'annyeong 0.' });
  check('a name of Object is no command', ['constructor'], { code: 2, err: 'constructor' });
  check('a word near to none lists them all', ['banana'], { code: 2, err: 'start, practice, check, explain' });
  check('an escape sequence is not obeyed by the terminal', ['\u001b[31mred'], { code: 2, err: '␛[31mred' });
});

it('printable keeps line breaks, tabs and every letter', () => {
  assert.equal(printable('가\n\t나 é 👋\u0007\u009b'), '가\n\t나 é 👋␇␡');
});
