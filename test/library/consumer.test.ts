// The package as others get it: built, packed and installed in an empty folder → what they can import, and with which types.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');

const RULES = `timezone: Asia/Seoul
rules:
  - name: 휴가
    match: [휴가, 연차]
    channels: [hr, dm]
    reply: "휴가는 여기에서 신청해 주세요, {{ user.name }}님."
  - name: 낮
    match: 안녕
    hours: { from: "09:00", to: "18:00" }
    once_per: user
    reply: { text: 좋은 낮이에요, to: channel, after: 2s }
    react: wave
`;

/** Prints what it found, so that each of the three ways to load the package is asked the same. */
const BODY = `
const loaded = await loadRules('rules.yaml');
if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message.en).join());
const { ruleset } = loaded;
const hr = decide(ruleset, { text: '<@U0KIM00001> 연차', channel: { id: 'C0HR000001', name: 'hr' }, user: { id: 'U0KIM00001', name: '하나' } });
const elsewhere = decide(ruleset, { text: '연차', channel: { id: 'C0HR000001', name: 'random' } });
const day = decide(ruleset, { text: '안녕', ts: '1795000000.000100' }, { now: new Date('2026-11-24T10:00+09:00') });
const night = decide(ruleset, { text: '안녕', ts: '1795000000.000100' }, { now: Date.parse('2026-11-24T20:00+09:00') });
const bad = await loadRules('bad.yaml');
console.log(JSON.stringify([
  ruleset.rules.map(({ name, line }) => [name, line]),
  [hr.kind, hr.why, hr.rule, hr.line, hr.replies[0]?.text],
  [elsewhere.kind, elsewhere.rule, elsewhere.replies[0]?.to],
  [day.rule, day.replies, day.takes.map(({ kind }) => kind)],
  night.rule,
  bad.ok ? null : bad.diagnostics.map(({ code, line, hint }) => [code, line, typeof hint.ko]),
]));
`;
const IMPORT = "import { decide, loadRules } from 'annyeong';\n";

const FOUND = [
  [
    ['휴가', 3],
    ['낮', 7],
  ],
  ['answer', 'rule', '휴가', 3, '휴가는 여기에서 신청해 주세요, 하나님.'],
  ['answer', 'default', 'thread'],
  [
    '낮',
    [{ to: 'channel', text: '좋은 낮이에요', blocks: null, react: ['wave'], alsoToChannel: false, afterMs: 2000 }],
    ['once_per'],
  ],
  'default',
  [['key-missing', 2, 'string']],
];

describe('the installed package', function suite() {
  // To install it, npm fetches what is not in its cache.
  this.timeout(180_000);
  let at = '';

  const run = (command: string, args: readonly string[], cwd: string): string => {
    const { status, stdout, stderr } = spawnSync(command, [...args], {
      cwd,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`);
    return stdout;
  };

  before(() => {
    at = mkdtempSync(path.join(tmpdir(), 'annyeong-package-'));
    // Apart from the checkout, whose own dist/ may be in use.
    const source = path.join(at, 'source');
    mkdirSync(source);
    run(process.execPath, [path.join(root, 'scripts/build.mjs'), path.join(source, 'dist')], root);
    for (const name of ['package.json', 'README.md', 'LICENSE'])
      copyFileSync(path.join(root, name), path.join(source, name));
    for (const name of ['rules', 'schema']) cpSync(path.join(root, name), path.join(source, name), { recursive: true });
    run('npm', ['pack', '--ignore-scripts', '--pack-destination', at], source);
    const tarball = readdirSync(at).find((name) => name.endsWith('.tgz')) ?? '';
    const user = path.join(at, 'user');
    mkdirSync(user);
    writeFileSync(path.join(user, 'package.json'), '{ "name": "user", "private": true, "type": "module" }');
    run(
      'npm',
      ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund', path.join(at, tarball)],
      user,
    );
    writeFileSync(path.join(user, 'rules.yaml'), RULES);
    writeFileSync(path.join(user, 'bad.yaml'), 'rules:\n  - name: x\n    match: 휴가\n');
  });

  after(() => rmSync(at, { recursive: true, force: true }));

  const written = (name: string, text: string): string => {
    writeFileSync(path.join(at, 'user', name), text);
    return name;
  };
  const ran = (name: string): unknown => JSON.parse(run(process.execPath, [name], path.join(at, 'user')));

  it('is used from JavaScript', () => {
    assert.deepEqual(ran(written('esm.js', IMPORT + BODY)), FOUND);
  });

  it('is used from CommonJS, where Node can require modules', () => {
    const text = `const { decide, loadRules } = require('annyeong');\n(async () => {${BODY}})();\n`;
    assert.deepEqual(ran(written('common.cjs', text)), FOUND);
  });

  it('is used from TypeScript, strictly', () => {
    const types = `import type { Decision, Loaded, Ruleset } from 'annyeong';
const name: string | null = ({} as Decision).rule ?? null;
const kinds: readonly ('answer' | 'silent')[] = ['answer', 'silent'];
void name; void kinds;
export const namesOf = (ruleset: Ruleset): readonly string[] => ruleset.rules.map((rule) => rule.name);
export const isGood = (loaded: Loaded): loaded is Extract<Loaded, { ok: true }> => loaded.ok;
// @ts-expect-error a text is needed
decide({} as Ruleset, { channel: { id: 'C1' } });
// @ts-expect-error there is no such way to go
if (({} as Decision).why === 'maybe') throw new Error();
`;
    written('typed.mts', IMPORT + types + BODY.replaceAll('console.log', 'globalThis.console.log'));
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const typeRoots = path.join(root, 'node_modules/@types');
    run(
      process.execPath,
      [
        tsc,
        '--ignoreConfig',
        '--strict',
        '--exactOptionalPropertyTypes',
        '--noEmit',
        '--target',
        'es2022',
        '--module',
        'nodenext',
        '--typeRoots',
        typeRoots,
        '--types',
        'node',
        'typed.mts',
      ],
      path.join(at, 'user'),
    );
  });

  it('has declarations that need no other file', () => {
    const text = readFileSync(path.join(at, 'user/node_modules/annyeong/dist/library.d.ts'), 'utf8');
    assert.doesNotMatch(text, /\bimport\b|: any\b/u);
  });

  it('brings the command along', () => {
    const command = path.join(at, 'user/node_modules/.bin', process.platform === 'win32' ? 'annyeong.cmd' : 'annyeong');
    assert.match(
      run(
        command,
        ['explain', '연차', '--rules', 'rules.yaml', '--channel', 'hr', '--format', 'json'],
        path.join(at, 'user'),
      ),
      /"rule":"휴가"/u,
    );
  });
});
