// Slack's object for a person → what people call them, and whether they are guests.
import { field, text, truth } from './fields.ts';

/** Display name, else real name, else account name: what people see in Slack. */
export const userNameOf = (user: unknown): string | undefined => displayNameOf(user) ?? text(field(user, 'name'));

/** Where the display name is empty, people see the real one. */
export const displayNameOf = (user: unknown): string | undefined => {
  const profile = field(user, 'profile');
  return text(field(profile, 'display_name')) ?? text(field(profile, 'real_name')) ?? text(field(user, 'real_name'));
};

/** Guests of several channels are `is_restricted`, those of one `is_ultra_restricted` too. */
export const guestOf = (user: unknown): boolean | undefined => {
  const flags = [truth(field(user, 'is_restricted')), truth(field(user, 'is_ultra_restricted'))];
  return flags.includes(true) ? true : flags.includes(false) ? false : undefined;
};
