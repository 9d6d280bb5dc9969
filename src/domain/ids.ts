// The names by which Slack knows things; branded, so that a channel's id is never taken for a person's.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type TeamId = Branded<'TeamId'>;
/** `C…` a channel, `G…` an old private channel or group DM, `D…` a direct message. */
export type ChannelId = Branded<'ChannelId'>;
/** `U…`, or `W…` on Enterprise Grid. */
export type UserId = Branded<'UserId'>;
/** `B…`, the id of an integration's bot; its user, if it has one, has a `UserId` too. */
export type BotId = Branded<'BotId'>;
/** Seconds since the epoch and a counter, `1700000000.000100`: unique per channel, ordered as text, never a float. */
export type Ts = Branded<'Ts'>;

export const teamId = (text: string): TeamId => text as TeamId;
export const channelId = (text: string): ChannelId => text as ChannelId;
export const userId = (text: string): UserId => text as UserId;
export const botId = (text: string): BotId => text as BotId;
export const ts = (text: string): Ts => text as Ts;

/** Of a moment in milliseconds since the epoch, as Slack writes it: seconds, a dot, and six digits. */
export const msToTs = (ms: number): Ts =>
  ts(`${Math.floor(ms / 1000)}.${String(Math.floor(ms % 1000)).padStart(3, '0')}000`);

/** When a message was written, in milliseconds since the epoch by Slack's clock. */
export const tsToMs = (at: Ts): number => {
  const [seconds = '', fraction = ''] = at.split('.');
  return Number(seconds) * 1000 + Math.floor(Number(fraction.padEnd(6, '0').slice(0, 6)) / 1000);
};
