// Names in the rules, and who people are, over the real SDK and sockets: renamed, unknown, made, joined, not to be asked about.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Bot, startBot } from '../../src/bot/bot.ts';
import { systemClock } from '../../src/bot/clock.ts';
import { openWorkspace, type Workspace } from '../../src/practice/workspace.ts';
import { memoryLog } from '../fakes/log.ts';
import { until } from '../slack/fake.ts';

const DEADLINE_MS = 8_000;

/** Rules by what they ask for; each answers with its own name. */
const rulesOf = (asked: Readonly<Record<string, string>>): string =>
  `rules:\n${Object.entries(asked)
    .map(([name, key]) => `  - { name: ${name}, match: anything, ${key}, reply: { text: ${name}, to: channel } }\n`)
    .join('')}default: { reply: { text: default, to: channel } }\n`;

describe('names', function () {
  this.timeout(40_000);
  let folder: string;
  let workspace: Workspace;
  let bot: Bot;
  let log: ReturnType<typeof memoryLog>;

  const save = (asked: Readonly<Record<string, string>>): string => {
    const file = path.join(folder, 'rules.yaml');
    writeFileSync(file, rulesOf(asked));
    return file;
  };
  const sessions = (): number => log.events().filter((event) => event === 'session_open').length;
  const start = async (asked: Readonly<Record<string, string>>): Promise<void> => {
    await open(asked);
    await until(() => sessions() === 1, DEADLINE_MS);
  };
  const open = async (asked: Readonly<Record<string, string>>): Promise<void> => {
    bot = await startBot({
      settings: {
        token: workspace.token,
        apiUrl: workspace.apiUrl,
        rules: save(asked),
        language: 'ko',
        logLevel: 'debug',
        dryRun: false,
        journal: { kind: 'memory' },
        postsPerMinute: 300,
      },
      log,
      clock: systemClock(),
      random: { next: () => 0 },
    });
  };
  /** The name of the rule that answers. */
  const answer = async (who: string, where: string): Promise<string | undefined> => {
    const before = workspace.posts().length;
    workspace.say(who, where, '안녕');
    await until(() => workspace.posts().length > before, DEADLINE_MS);
    return workspace.posts().at(-1)?.text;
  };
  const reports = (): readonly Readonly<Record<string, unknown>>[] =>
    log.lines.filter(({ event }) => event === 'name_unknown').map(({ level, fields }) => ({ level, ...fields }));
  const reported = (count: number): Promise<void> => until(() => reports().length >= count, DEADLINE_MS);
  const asked = (method: string): number => workspace.calls().filter((call) => call.method === method).length;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'annyeong-names-'));
    workspace = await openWorkspace();
    log = memoryLog();
  });
  afterEach(async () => {
    workspace.clearFaults();
    await bot.stop();
    await workspace.close();
    rmSync(folder, { recursive: true });
    assert.equal(log.events().includes('bind_failed'), false);
  });

  it('a renamed channel keeps its rule, and a new one of its old name does not get it', async () => {
    await start({ 점심: 'channels: [random]' });
    assert.equal(await answer('hana', 'random'), '점심');
    workspace.renameChannel('random', 'lunch');
    assert.equal(await answer('hana', 'lunch'), '점심');
    workspace.ensureChannel('random');
    assert.equal(await answer('hana', 'random'), 'default');
    save({ 점심: 'channels: [random]', 새것: 'channels: [lunch]' });
    await until(() => bot.live?.state().generation === 2, DEADLINE_MS);
    assert.equal(await answer('hana', 'lunch'), '점심');
    assert.deepEqual(reports(), []);
  });

  it('an unknown channel is reported with its place and what was meant, and counts once it is made', async () => {
    await start({ 점심: 'channels: [randon, 맛집]' });
    await reported(2);
    assert.deepEqual(
      reports().map(({ level, file, line, rule, kind, name, why, near }) => ({
        ...{ level, file: path.basename(String(file)), line },
        ...{ rule, kind, name, why, near },
      })),
      ['randon', '맛집'].map((name) => ({
        ...{ level: 'warn', file: 'rules.yaml', line: 2, rule: '점심', kind: 'channel', name, why: 'unknown' },
        near: name === 'randon' ? 'random' : null,
      })),
    );
    assert.match(String(reports()[0]?.what), /점심.*#randon.*#random/u);
    assert.equal(await answer('hana', 'random'), 'default');
    workspace.ensureChannel('맛집');
    assert.equal(await answer('hana', '맛집'), '점심');
    workspace.renameChannel('random', 'randon');
    assert.equal(await answer('hana', 'randon'), '점심');
    workspace.renameChannel('맛집', '빵집');
    assert.equal(await answer('hana', '빵집'), '점심');
  });

  it('a name is reported once, again after a reload, and not because of a new session', async () => {
    await start({ 점심: 'channels: [nowhere]' });
    await reported(1);
    workspace.drop();
    await until(() => sessions() === 2 && workspace.sockets() === 1, DEADLINE_MS);
    assert.equal(await answer('hana', 'random'), 'default');
    save({ 아침: 'channels: [nowhere]', 점심: 'channels: [general]' });
    await reported(2);
    assert.deepEqual(
      reports().map(({ rule }) => rule),
      ['점심', '아침'],
    );
  });

  it('guests, people of another company and members are told apart', async () => {
    await start({ 손님: 'from: guests', 협력사: 'from: external', 우리: 'from: ["!guests", "!external"]' });
    assert.equal(await answer('guest', 'general'), '손님');
    assert.equal(await answer('partner', 'general'), '협력사');
    assert.equal(await answer('hana', 'general'), '우리');
    workspace.changePerson('hana', { guest: true });
    assert.equal(await answer('hana', 'general'), '손님');
  });

  it('a person is known by handle and by display name, and by the one that the rule was bound to', async () => {
    await start({ 하나: 'from: "@김하나"', 도윤: 'from: "@DOYUN"' });
    await until(() => asked('users.list') === 1, DEADLINE_MS);
    assert.equal(await answer('hana', 'general'), '하나');
    assert.equal(await answer('doyun', 'general'), '도윤');
    workspace.changePerson('hana', { name: '하나 (휴가 중)' });
    assert.equal(await answer('hana', 'general'), '하나');
    assert.deepEqual([reports(), asked('usergroups.list')], [[], 0]);
  });

  for (const group of ['"@dev"', 'S0DEVTEAM1']) {
    it(`the group ${group} is known, and who is in it now`, async () => {
      await start({ 개발: `from: ${group}` });
      assert.equal(await answer('doyun', 'general'), '개발');
      assert.equal(await answer('hana', 'general'), 'default');
      workspace.changeGroup('dev', { add: ['hana'], remove: ['doyun'] });
      assert.equal(await answer('hana', 'general'), '개발');
      assert.equal(await answer('doyun', 'general'), 'default');
      assert.deepEqual([reports(), asked('usergroups.list')], [[], 1]);
    });
  }

  it('what comes with the very hello is told by groups, too', async () => {
    workspace.fault({ on: 'upgrade', kind: 'slow', delayMs: 300 });
    await open({ 나머지: 'from: "!S0DEVTEAM1"', 개발: 'from: "@dev"' });
    await until(() => asked('rtm.connect') === 1, DEADLINE_MS);
    for (const who of ['doyun', 'hana']) workspace.say(who, 'general', '안녕');
    await until(() => workspace.posts().length === 2, DEADLINE_MS);
    assert.deepEqual(
      workspace.posts().map(({ text }) => text),
      ['개발', '나머지'],
    );
  });

  it('a group that is made later counts from then on', async () => {
    await start({ 인사: 'from: "@people-team"' });
    await reported(1);
    assert.equal(await answer('hana', 'general'), 'default');
    workspace.ensureGroup('people-team', ['hana']);
    assert.equal(await answer('hana', 'general'), '인사');
  });

  it('without the scope for groups, neither inclusion nor exclusion fits, and it is reported once', async () => {
    workspace.fault({ on: 'usergroups.list', kind: 'api_error', error: 'missing_scope', times: Infinity });
    await start({ 개발: 'from: S0DEVTEAM1', 나머지: 'from: "!S0DEVTEAM1"', 하나: 'from: "@hana"' });
    for (const [who, rule] of [
      ['doyun', 'default'],
      ['hana', '하나'],
    ] as const)
      assert.equal(await answer(who, 'general'), rule);
    workspace.drop();
    await until(() => sessions() === 2 && workspace.sockets() === 1, DEADLINE_MS);
    assert.equal(await answer('doyun', 'general'), 'default');
    assert.deepEqual(
      reports().map(({ name, rule, why, near }) => ({ name, rule, why, near })),
      ['개발', '나머지'].map((rule) => ({ name: 'S0DEVTEAM1', rule, why: 'missing_scope', near: null })),
    );
    assert.match(String(reports()[0]?.what), /usergroups:read/u);
  });

  it('without the scope for groups, people go on by their names', async () => {
    workspace.fault({ on: 'usergroups.list', kind: 'api_error', error: 'missing_scope', times: Infinity });
    await start({ 둘이_아니면: 'from: ["!@hana", "!@이도윤"]', 하나: 'from: "@hana"' });
    await until(() => asked('users.list') === 1, DEADLINE_MS);
    assert.equal(await answer('guest', 'general'), '둘이_아니면');
    assert.equal(await answer('hana', 'general'), '하나');
    assert.equal(await answer('doyun', 'general'), 'default');
    assert.deepEqual(reports(), []);
  });

  for (const [by, from] of [
    ['its name', '"@날씨봇"'],
    ['its handle', '"@weatherbot"'],
    ['its account', 'U0WEATHER1'],
    ['its id', 'B0WEATHER1'],
    ['what it is', 'bots'],
  ] as const) {
    it(`a bot is heard by ${by}, whether its messages tell its account or not`, async () => {
      await start({ 날씨: `from: ${from}` });
      await until(() => asked('users.list') === (from.startsWith('"') ? 1 : 0), DEADLINE_MS);
      assert.equal(await answer('weatherbot', 'general'), '날씨');
      const ts = `${Math.floor(Date.now() / 1000)}.999999`;
      const frame = {
        type: 'message',
        subtype: 'bot_message',
        channel: 'C0GENERAL',
        bot_id: 'B0WEATHER1',
        text: '비',
        ts,
      };
      workspace.emit(frame);
      await until(() => workspace.posts().length === 2, DEADLINE_MS);
      assert.equal(asked('bots.info'), by === 'its id' || by === 'what it is' ? 0 : 1);
    });
  }
});
