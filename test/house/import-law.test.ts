// In: the linter's own configuration. Out: proof that a forbidden import fails, and that an allowed one passes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

/** Rows: a room, what it imports, and whether the law allows that. */
const ROWS: readonly (readonly [room: string, specifier: string, allowed: boolean])[] = [
  ['domain', 'yaml', false],
  ['domain', '../match/match.ts', false],
  ['domain', './ids.ts', true],
  ['match', '../domain/rule.ts', true],
  ['match', '../reply/render.ts', false],
  ['match', 'node:fs', false],
  ['reply', '../rules/load.ts', false],
  ['intake', '../slack/rtm.ts', false],
  ['slack', '../outbox/outbox.ts', false],
  ['outbox/journal', '../../slack/web.ts', false],
  ['outbox/journal', '../../domain/ports.ts', true],
  ['practice', '../bot/bot.ts', false],
  ['rules', '../match/build.ts', true],
  ['rules', '../reply/template.ts', true],
  ['rules', '../intake/decode.ts', false],
  ['bot', '../rules/load.ts', true],
  ['bot', '../cli/check.ts', false],
  ['cli', '../bot/bot.ts', true],
  ['replay', '../match/match.ts', true],
  ['replay', '../outbox/takes.ts', true],
  ['replay', '../outbox/outbox.ts', false],
  ['replay', '../slack/web.ts', false],
  ['replay', '../cli/explain.ts', false],
  ['match', '../replay/run.ts', false],
  ['bot', '../replay/run.ts', false],
  ['cli', '../replay/open.ts', true],
];

describe('the import law', () => {
  let at = '';

  before(() => {
    at = mkdtempSync(path.join(tmpdir(), 'annyeong-law-'));
    cpSync(path.join(root, '.oxlintrc.json'), path.join(at, '.oxlintrc.json'));
    symlinkSync(path.join(root, 'node_modules'), path.join(at, 'node_modules'));
    for (const [index, [room, specifier]] of ROWS.entries()) {
      mkdirSync(path.join(at, 'src', room), { recursive: true });
      writeFileSync(
        path.join(at, 'src', room, `row${index}.ts`),
        `import * as x from '${specifier}';\nexport const y = x;\n`,
      );
    }
  });

  after(() => rmSync(at, { recursive: true, force: true }));

  it('refuses what a room may not know and lets the rest pass', () => {
    const { stdout } = spawnSync(
      path.join(root, 'node_modules/.bin/oxlint'),
      ['--format', 'unix', '--disable-nested-config', 'src'],
      { cwd: at, encoding: 'utf8' },
    );
    const broken = new Set(
      stdout
        .split('\n')
        .filter((line) => line.includes('no-restricted-imports'))
        .map((line) => Number(/row(\d+)\.ts/.exec(line)?.[1])),
    );
    for (const [index, [room, specifier, allowed]] of ROWS.entries()) {
      assert.equal(broken.has(index), !allowed, `${room} imports ${specifier}: ${allowed ? 'must pass' : 'must fail'}`);
    }
  });
});
