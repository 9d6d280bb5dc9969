// Slack's user groups: asked for once, kept fresh by its events and once in a while; who is in which, as far as it is known.
import type { Clock } from '../domain/ports.ts';
import type { Asked, Asking } from './asking.ts';
import { openBindings } from './bindings.ts';
import { distinct, openNameIndex } from './name-index.ts';
import { listedBy, type Listed } from './pages.ts';
import { field, text, texts } from '../domain/fields.ts';
import { groupOf, isWhole, type Group } from './slack-names.ts';

const FRESH_MS = 3_600_000;
/** After a failure it is asked again this late at the soonest. */
const FAILED_MS = 60_000;
/** After an event that does not say all: usergroups.list is Tier 2, 20 a minute (fact 53). */
const EVENT_MS = 5_000;
/** Events that come while Slack answers are newer than its answer. */
const TRIES_MAX = 3;
/** Slack allows far fewer. */
const GROUPS_MAX = 20_000;
/** Of so many groups it is asked one by one who is in them; usergroups.users.list is Tier 2, too. */
const MEMBERS_CALLS_MAX = 10;

export interface Groups {
  /** What the rules use now: names, to which a group stays bound when its handle changes, and ids. */
  readonly want: (names: readonly string[], ids: readonly string[]) => void;
  /** Ids and handles of the groups that a person is in; undefined: not known of one that the rules use. */
  readonly of: (user: string) => readonly string[] | undefined;
  /** What a message waits for; undefined where they are known, or cannot be. */
  readonly await: () => Promise<void> | undefined;
  /** Asks again, since events may have been lost; what Slack said of all of them. Never rejects. */
  readonly refresh: () => Promise<Listed>;
  /** Whether there is one of that id or name. */
  readonly has: (name: string) => boolean;
  readonly handles: () => readonly string[];
  /** A frame of the session. Never throws. */
  readonly seen: (frame: unknown) => void;
}

export const openGroups = ({ asking, clock }: { readonly asking: Asking; readonly clock: Clock }): Groups => {
  const names = openBindings(openNameIndex(GROUPS_MAX));
  let wantedIds: ReadonlySet<string> = new Set();
  let groups: Map<string, Group> | null = null;
  let listed: Listed = 'unavailable';
  let askedAt = -Infinity;
  let dueAt = -Infinity;
  let isOvertaken = false;
  let inFlight: Promise<void> | null = null;

  const ask = async (): Promise<void> => {
    for (let tries = 0; tries < TRIES_MAX; tries += 1) {
      askedAt = clock.monotonic();
      isOvertaken = false;
      take(await asking.call('usergroups.list', { include_users: true }));
      await complete();
      if (!isOvertaken) return;
    }
  };
  const start = (): Promise<void> =>
    (inFlight ??= ask().finally(() => {
      inFlight = null;
    }));

  const take = (asked: Asked): void => {
    const all = allIn(asked);
    listed = typeof all === 'string' ? all : 'complete';
    dueAt = clock.monotonic() + (listed === 'complete' ? FRESH_MS : FAILED_MS);
    // What the token may no longer ask about changes unseen.
    if (listed === 'missing_scope') groups = null;
    if (typeof all === 'string') return;
    const before = known();
    groups = new Map();
    for (const one of all) note(one);
    for (const { id } of before) if (!groups.has(id)) names.release(id);
  };
  /** Slack leaves people out of large groups. */
  const complete = async (): Promise<void> => {
    for (const { id } of unsure().slice(0, MEMBERS_CALLS_MAX)) {
      const asked = await asking.call('usergroups.users.list', { usergroup: id });
      const users = asked.kind === 'answer' ? field(asked.answer, 'users') : undefined;
      const group = groups?.get(id);
      if (group !== undefined && Array.isArray(users)) groups?.set(id, { ...group, users: new Set(texts(users)) });
      else dueAt = Math.min(dueAt, clock.monotonic() + FAILED_MS);
    }
  };

  const note = (value: unknown): void => {
    const group = groupOf(value);
    if (group === null || groups === null) return;
    if (group.isDisabled) {
      groups.delete(group.id);
      names.release(group.id);
      return;
    }
    groups.set(group.id, group);
    names.learn(group.id, [group.handle]);
    if (group.users === undefined) askSoon();
  };
  const change = (frame: unknown): void => {
    const group = groups?.get(text(field(frame, 'subteam_id')) ?? '');
    if (group === undefined) return askSoon();
    const added = texts(field(frame, 'added_users'));
    const removed = texts(field(frame, 'removed_users'));
    const isAll =
      isWhole(added, field(frame, 'added_users_count')) && isWhole(removed, field(frame, 'removed_users_count'));
    if (!isAll) askSoon();
    const users = isAll && group.users ? new Set([...group.users, ...added]) : undefined;
    for (const one of removed) users?.delete(one);
    groups?.set(group.id, { ...group, users });
  };
  const askSoon = (): void => {
    dueAt = Math.min(dueAt, askedAt + EVENT_MS);
  };

  const known = (): readonly Group[] => [...(groups?.values() ?? [])];
  /** Those that the rules use and of which it is not known who is in them. */
  const unsure = (): readonly Group[] =>
    known().filter(({ id, users }) => users === undefined && (wantedIds.has(id) || names.namesOf(id).length > 0));
  const isKnown = (): boolean => groups !== null && unsure().length === 0;
  const called = ({ id, handle }: Group): readonly string[] => {
    const owners = names.idsOf(handle);
    return owners.length > 0 && !owners.includes(id) ? names.namesOf(id) : distinct([handle, ...names.namesOf(id)]);
  };

  return {
    want: (used, ids) => {
      names.want(used);
      wantedIds = new Set(ids);
      if (unsure().length > 0) askSoon();
    },
    of: (user) =>
      isKnown()
        ? known()
            .filter(({ users }) => users?.has(user))
            .flatMap((group) => [group.id, ...called(group)])
        : undefined,
    await: () => {
      if (inFlight === null && clock.monotonic() < dueAt) return undefined;
      const wait = asking.once('usergroups.list', '', start);
      return isKnown() ? undefined : wait;
    },
    refresh: async () => {
      if (inFlight !== null || clock.monotonic() >= Math.min(dueAt, askedAt + FAILED_MS)) await start();
      return listed;
    },
    has: (name) => groups !== null && (groups.has(name) || names.idsOf(name).length > 0),
    handles: () => known().map(({ handle }) => handle),
    seen: (frame) => {
      const type = text(field(frame, 'type')) ?? '';
      if (!type.startsWith('subteam_')) return;
      isOvertaken = true;
      if (type === 'subteam_created' || type === 'subteam_updated') note(field(frame, 'subteam'));
      else if (type === 'subteam_members_changed') change(frame);
      else askSoon(); // subteam_self_added, subteam_self_removed: the bot's own, which say of nobody else
    },
  };
};

/** All groups, or why they are not known. A plan without groups has none. */
const allIn = (asked: Asked): readonly unknown[] | Exclude<Listed, 'complete'> => {
  if (asked.kind === 'none') return asked.why === 'plan_upgrade_required' ? [] : listedBy(asked.why);
  const all = field(asked.answer, 'usergroups');
  return Array.isArray(all) ? all : 'unavailable';
};
