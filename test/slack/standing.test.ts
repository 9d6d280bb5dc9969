// Rows: what Slack says of an author, and what `from` may know by it; what Slack leaves out stays unknown.
import assert from 'node:assert/strict';
import { botId, channelId, teamId, ts, userId } from '../../src/domain/ids.ts';
import type { Author, Hints, Standing } from '../../src/domain/message.ts';
import { personOf, type Bot } from '../../src/slack/slack-names.ts';
import { standingOf } from '../../src/slack/standing.ts';

const PERSON: Author = { kind: 'person', id: userId('U1') };
const BOT: Author = { kind: 'bot', id: botId('B1'), user: null };

interface Row {
  readonly author?: Author;
  /** As users.info gives it; left out: Slack would not say. */
  readonly user?: object;
  readonly bot?: Bot;
  readonly bound?: readonly string[];
  readonly hints?: Partial<Hints>;
  readonly enterprise?: string | null;
  readonly expect: Partial<Standing>;
}

const check = (says: string, { author = PERSON, user, bot, hints, expect, ...row }: Row): void => {
  it(says, () => {
    const standing = standingOf(
      {
        team: teamId('T1'),
        channel: channelId('C1'),
        ts: ts('1.000001'),
        threadTs: null,
        author,
        text: '',
        ...(hints && { hints: { team: undefined, name: undefined, guest: undefined, ...hints } }),
      },
      {
        person: personOf(user) ?? undefined,
        bot,
        bound: row.bound ?? [],
        groups: ['S1', 'dev'],
        enterprise: row.enterprise === undefined ? null : row.enterprise,
      },
    );
    assert.deepEqual(Object.fromEntries(Object.entries(standing).filter(([key]) => key in expect)), expect);
  });
};

const user = (more: object = {}): object => ({ id: 'U1', name: 'hana', team_id: 'T1', real_name: 'Kim Hana', ...more });
const NOTHING = { names: undefined, guest: undefined, external: undefined };

describe('the names of an author', () => {
  check('are the handle and the display name', {
    user: user({ profile: { display_name: '하나', real_name: 'Kim Hana' } }),
    expect: { names: ['hana', '하나'] },
  });
  check('are the handle and the real name, where that is what people see', {
    user: user({ profile: { display_name: '', real_name: 'Kim Hana' } }),
    expect: { names: ['hana', 'Kim Hana'] },
  });
  check('are told once where both are the same', {
    user: user({ profile: { display_name: 'hana' } }),
    expect: { names: ['hana'] },
  });
  check('are those that rules were bound to, too', {
    user: user({ profile: { display_name: '하나' } }),
    bound: ['김하나'],
    expect: { names: ['hana', '하나', '김하나'] },
  });
  check('are not known where Slack does not say, though a rule was bound to one', {
    bound: ['김하나'],
    expect: NOTHING,
  });
  check('of a bot without an account are its own', {
    author: BOT,
    bot: { name: 'GitHub', user: null },
    expect: { names: ['GitHub'] },
  });
  check('of a bot with an account are those of both', {
    author: BOT,
    bot: { name: '날씨', user: userId('U7') },
    user: user({ name: 'weatherbot', profile: { display_name: '날씨봇' } }),
    expect: { names: ['weatherbot', '날씨봇', '날씨'] },
  });
  check('of a bot whose account is not known are not known', {
    author: BOT,
    bot: { name: '날씨', user: userId('U7') },
    expect: { names: undefined },
  });
  check('of a bot that was not asked about are not known', { author: BOT, expect: { names: undefined } });
});

describe('a guest', () => {
  check('of several channels', {
    user: user({ is_restricted: true, is_ultra_restricted: false }),
    expect: { guest: true },
  });
  check('of one channel', { user: user({ is_restricted: true, is_ultra_restricted: true }), expect: { guest: true } });
  check('by one flag alone', { user: user({ is_ultra_restricted: true }), expect: { guest: true } });
  check('is no member', { user: user({ is_restricted: false, is_ultra_restricted: false }), expect: { guest: false } });
  check('may be anybody of whom Slack does not say', { user: user(), expect: { guest: undefined } });
  check('is nobody of another company', { user: user({ team_id: 'T2' }), expect: { guest: false, external: true } });
  check('is no bot', { author: BOT, expect: { guest: false } });
  check('is told by the frame where Slack does not answer', { hints: { guest: true }, expect: { guest: true } });
  check('is told by Slack where the frame says otherwise', {
    user: user({ is_restricted: false }),
    hints: { guest: true },
    expect: { guest: false },
  });
});

describe('somebody of another company', () => {
  const grid = (enterprise: string, ...teams: readonly string[]): object =>
    user({ team_id: teams[0] ?? 'T9', enterprise_user: { enterprise_id: enterprise, teams } });
  check('is nobody of our workspace', { user: user(), expect: { external: false } });
  check('has another team', { user: user({ team_id: 'T2' }), expect: { external: true } });
  check('is a stranger by Slack’s own word', {
    user: user({ team_id: undefined, is_stranger: true }),
    expect: { external: true },
  });
  check('may be anybody without a team', { user: user({ team_id: undefined }), expect: { external: undefined } });
  check('is no colleague whose workspaces hold ours', {
    user: grid('E1', 'T5', 'T1'),
    enterprise: 'E1',
    expect: { external: false },
  });
  check('is no colleague of another workspace of ours', {
    user: grid('E1', 'T5'),
    enterprise: 'E1',
    expect: { external: false },
  });
  check('has another company', { user: grid('E2', 'T5'), enterprise: 'E1', expect: { external: true } });
  check('has another company where ours has one workspace alone', {
    user: grid('E2', 'T5'),
    expect: { external: true },
  });
  check('has one workspace alone where ours has several', {
    user: user({ team_id: 'T2' }),
    enterprise: 'E1',
    expect: { external: true },
  });
  check('is told by the frame where Slack does not answer', { hints: { team: 'T2' }, expect: { external: true } });
  check('is not guessed from a frame where companies may have several', {
    hints: { team: 'T2' },
    enterprise: 'E1',
    expect: { external: undefined },
  });
  check('is nobody whom the frame gives our team', {
    hints: { team: 'T1' },
    enterprise: 'E1',
    expect: { external: false },
  });
  check('is nobody whom the frame gives our company', {
    hints: { team: 'E1' },
    enterprise: 'E1',
    expect: { external: false },
  });
  check('is no bot that the frame gives our team', { author: BOT, hints: { team: 'T1' }, expect: { external: false } });
  check('is not guessed where nothing is known', { expect: NOTHING });
});

describe('what an event leaves out of a person', () => {
  const before = personOf(
    user({ profile: { display_name: '하나' }, is_restricted: true, is_bot: false, team_id: 'T2' }),
  );
  const after = personOf({ id: 'U1', profile: { display_name: '김하나' } }, before);
  it('stays as it was', () => {
    assert.deepEqual(after, { ...before, shown: '김하나', names: ['hana', '김하나'] });
  });
  it('is nothing where nothing is left', () => {
    assert.equal(personOf({ id: 'U1' }, before), null);
  });
});
