// Settings: what the operator asks for, and all that is wrong with it at once.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withDotenv } from '../../src/bot/dotenv.ts';
import { rulesPath } from '../../src/bot/rules-path.ts';
import { type Flags, readSettings, type Settings } from '../../src/bot/settings.ts';

describe('settings', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const TOKEN = 'xoxb-1111111111-2222222222-AbCdEfGhIjKlMnOpQrStUvWx';
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  const read = (env: Record<string, string>, flags: Flags = {}) =>
    readSettings(withDotenv(env, folder), { rules: rulesPath(undefined, env, folder), ...flags });
  const check = (env: Record<string, string>, expected: Partial<Settings>, flags: Flags = {}): void => {
    const result = read(env, flags);
    assert.ok(result.ok, JSON.stringify(result));
    for (const key of Object.keys(expected) as (keyof Settings)[])
      assert.equal(result.settings[key], expected[key], key);
  };
  const checkFaults = (env: Record<string, string>, ...names: readonly string[]): void => {
    const result = read(env);
    assert.ok(!result.ok);
    assert.equal(result.faults.length, names.length);
    for (const [index, name] of names.entries()) {
      assert.ok(result.faults[index]?.en.includes(name), name);
      assert.ok(result.faults[index]?.ko.includes(name), name);
    }
  };

  it('asks for nothing: Slack itself, info, no token, the rules of the package', () => {
    check({}, { token: null, apiUrl: 'https://slack.com/api/', logLevel: 'info', language: null, dryRun: false });
    const result = read({});
    assert.ok(result.ok && path.isAbsolute(result.settings.rules));
    assert.ok(result.settings.rules.endsWith(path.join('rules', 'rules.yaml')));
  });

  it('takes the rules of the working directory before those of the package', () => {
    write('rules/rules.yaml', 'rules: []\n');
    check({}, { rules: path.join('rules', 'rules.yaml') });
  });

  it('takes --rules before ANNYEONG_RULES', () => {
    check({ ANNYEONG_RULES: 'a.yaml' }, { rules: 'a.yaml' });
    check({ ANNYEONG_RULES: 'a.yaml' }, { rules: 'b.yaml' }, { rules: 'b.yaml' });
  });

  for (const [says, env, journal] of [
    ['a folder that is named', { ANNYEONG_DATA_DIR: '/srv/annyeong' }, { kind: 'level', folder: '/srv/annyeong' }],
    [
      'the folder of XDG',
      { XDG_DATA_HOME: '/x/data', HOME: '/home/hana' },
      { kind: 'level', folder: '/x/data/annyeong' },
    ],
    [
      'the folder of the home, where XDG’s is no absolute path',
      { XDG_DATA_HOME: 'data', HOME: '/home/hana' },
      { kind: 'level', folder: '/home/hana/.local/share/annyeong' },
    ],
    [
      'Redis, where it is named',
      { ANNYEONG_REDIS_URL: 'rediss://u:p@r.example:6380/1', ANNYEONG_DATA_DIR: '/srv/annyeong' },
      { kind: 'redis', url: 'rediss://u:p@r.example:6380/1' },
    ],
  ] as const) {
    it(`keeps what must not be lost in ${says}`, () => {
      const result = read(env);
      assert.ok(result.ok);
      assert.deepEqual(result.settings.journal, journal);
    });
  }

  it('keeps nothing in a dry run', () => {
    const result = read({ ANNYEONG_REDIS_URL: 'redis://r.example' }, { dryRun: true });
    assert.ok(result.ok);
    assert.deepEqual(result.settings.journal, { kind: 'memory' });
  });

  it('reads the address of Redis, a secret, from a file', () => {
    const result = read({ ANNYEONG_REDIS_URL_FILE: write('redis', 'redis://:geheim@r.example\n') });
    assert.ok(result.ok);
    assert.deepEqual(result.settings.journal, { kind: 'redis', url: 'redis://:geheim@r.example' });
  });

  it('refuses an address that is none of Redis’, and does not show it', () => {
    const result = read({ ANNYEONG_REDIS_URL: 'http://:geheim@r.example' });
    assert.ok(!result.ok);
    assert.equal(result.faults.length, 1);
    assert.doesNotMatch(JSON.stringify(result.faults), /geheim/);
  });

  it('takes the workspace’s own pace, and refuses one that is no number', () => {
    check({}, { postsPerMinute: 300 });
    check({ ANNYEONG_POSTS_PER_MINUTE: '1200' }, { postsPerMinute: 1200 });
    for (const text of ['0', '-1', 'viele', '1.5', '99999999'])
      checkFaults({ ANNYEONG_POSTS_PER_MINUTE: text }, 'ANNYEONG_POSTS_PER_MINUTE');
  });

  it('reads all that may be set', () => {
    check(
      { SLACK_BOT_TOKEN: TOKEN, SLACK_API_URL: 'http://127.0.0.1:9/api', ANNYEONG_LANG: 'ko', LOG_LEVEL: 'DEBUG' },
      { token: TOKEN, apiUrl: 'http://127.0.0.1:9/api/', language: 'ko', logLevel: 'debug', dryRun: true },
      { dryRun: true },
    );
  });

  it('takes what is set to nothing as not set', () => {
    check(
      { SLACK_BOT_TOKEN: '', SLACK_API_URL: '', ANNYEONG_LANG: '', LOG_LEVEL: '' },
      { token: null, apiUrl: 'https://slack.com/api/', language: null, logLevel: 'info' },
    );
  });

  it('reads the token from a file, line break or byte order mark or not', () => {
    check({ SLACK_BOT_TOKEN_FILE: write('token', `\uFEFF${TOKEN}\r\n`) }, { token: TOKEN });
  });

  it('names a token file that cannot be read', () => {
    checkFaults({ SLACK_BOT_TOKEN_FILE: path.join(folder, 'nowhere') }, 'SLACK_BOT_TOKEN_FILE');
  });

  it('reads .env, which the real environment overrules', () => {
    write('.env', `# 봇\r\nSLACK_BOT_TOKEN="${TOKEN}"\r\nLOG_LEVEL=warn\r\nANNYEONG_LANG=en\r\n`);
    check({ LOG_LEVEL: 'error' }, { token: TOKEN, logLevel: 'error', language: 'en' });
  });

  it('reads a .env that begins with a byte order mark', () => {
    write('.env', `\uFEFFSLACK_BOT_TOKEN=${TOKEN}\n`);
    check({}, { token: TOKEN });
  });

  it('says all faults at once', () => {
    checkFaults(
      { SLACK_API_URL: 'slack.com/api', ANNYEONG_LANG: 'fr', LOG_LEVEL: 'loud' },
      'SLACK_API_URL',
      'ANNYEONG_LANG',
      'LOG_LEVEL',
    );
  });

  it('refuses an address that is not http', () =>
    checkFaults({ SLACK_API_URL: 'file:///etc/passwd' }, 'SLACK_API_URL'));

  it('refuses a person’s token, and does not repeat it', () => {
    const result = read({ SLACK_BOT_TOKEN: 'xoxp-1111111111-2222222222-secretsecretsecret' });
    assert.ok(!result.ok);
    assert.equal(JSON.stringify(result).includes('secretsecret'), false);
  });
});
