// What is known of an author → what `from` asks of one. What is not known stays undefined: it is never guessed.
import type { Author, Incoming, Standing } from '../domain/message.ts';
import { distinct } from './name-index.ts';
import type { Bot, Home, Person } from './slack-names.ts';

export interface Known {
  /** Of a bot: the account by which it is seen. */
  readonly person: Person | undefined;
  /** undefined: not asked, or Slack would not say. */
  readonly bot: Bot | undefined;
  /** Names that rules bound to this author. */
  readonly bound: readonly string[];
  readonly groups: readonly string[] | undefined;
  /** The bot's own company on Enterprise Grid; null: it has one workspace alone, undefined: not known. */
  readonly enterprise: string | null | undefined;
}

export const standingOf = ({ author, team, hints }: Incoming, known: Known): Standing => {
  const { person } = known;
  const isOfPerson = person === undefined ? undefined : isExternal(person.home, team, known.enterprise);
  const external = isOfPerson ?? isExternal(atHome(hints?.team), team, known.enterprise);
  // Guests are guests of this workspace: neither bots are, nor people of another company.
  const guest =
    author.kind === 'bot' ? false : (person?.guest ?? hints?.guest ?? (external === true ? false : undefined));
  return { names: namesOf(author, known), groups: known.groups, guest, external };
};

const namesOf = (author: Author, { person, bot, bound }: Known): readonly string[] | undefined => {
  const isKnown = person !== undefined || (author.kind === 'bot' && bot?.user === null);
  if (!isKnown) return undefined;
  return distinct([...(person?.names ?? []), ...(bot === undefined ? [] : [bot.name]), ...bound]);
};

/** Companies have several workspaces on Enterprise Grid, and a colleague of another one is no stranger. */
const isExternal = (home: Home, team: string, ours: Known['enterprise']): boolean | undefined => {
  if (home.team === team || home.teams.includes(team)) return false;
  if (typeof ours === 'string' && (home.enterprise === ours || home.team === ours)) return false;
  if (home.isStranger) return true;
  if (home.team === undefined || ours === undefined) return undefined;
  // Another team is another company, unless ours has several and theirs is not told.
  return ours === null || home.enterprise !== undefined ? true : undefined;
};

/** As a frame tells it. */
const atHome = (team: string | undefined): Home => ({ team, teams: [], enterprise: undefined, isStranger: false });
