// The `channels` of a rule → whether it is meant for the place where a message was said.
import type { Message } from '../domain/message.ts';
import type { ChannelSpec } from '../domain/rule.ts';
import { allSpelled, answer, spelled, spelledOnce, type Answer } from './names.ts';

export type Place = Pick<Message, 'channel' | 'channelName' | 'channelNames' | 'channelKind'>;

/**
 * Several inclusions: any of them; only exclusions: everywhere but there; an exclusion always wins. What is not known
 * of a place is never guessed: neither that it is the one included, nor that it is not the one excluded.
 */
export const buildChannels = (specs: readonly ChannelSpec[]): ((place: Place) => boolean) => {
  const included = specs.filter(({ exclude }) => !exclude).map(buildEntry);
  const excluded = specs.filter(({ exclude }) => exclude).map(buildEntry);
  return (place) =>
    excluded.every((is) => is(place) === 'no') && (included.length === 0 || included.some((is) => is(place) === 'yes'));
};

const buildEntry = (spec: ChannelSpec): ((place: Place) => Answer) => {
  switch (spec.kind) {
    case 'id':
      return ({ channel }) => answer(channel === spec.id);
    case 'kind':
      return ({ channelKind }) => (channelKind === undefined ? 'unknown' : answer(channelKind === spec.of));
    case 'name': {
      const wanted = spelled(spec.name);
      return named(({ channelNames }) => channelNames && allSpelled(channelNames).includes(wanted));
    }
    // A pattern speaks of what a channel is called now; a name, of the channel that was called so when it was bound.
    case 'glob': {
      const fits = buildGlob(spelled(spec.glob));
      return named(({ channelName, channelNames }) => {
        if (channelName !== undefined) return fits(spelledOnce(channelName));
        return channelNames?.length === 0 ? false : undefined; // of no name at all, or of one that is not known
      });
    }
    default:
      return spec satisfies never;
  }
};

/** Direct messages have no name that a person knows, so none is theirs. */
const named =
  (fits: (place: Place) => boolean | undefined) =>
  (place: Place): Answer => {
    const { channel, channelKind } = place;
    if (channelKind === 'dm' || channelKind === 'group_dm' || channel.startsWith('D')) return 'no';
    const is = fits(place);
    return is === undefined ? 'unknown' : answer(is);
  };

/** `*` stands for any characters, also none; nothing else is special. Each part at its earliest place: linear. */
const buildGlob = (glob: string): ((name: string) => boolean) => {
  const [first = '', ...rest] = glob.split('*');
  const last = rest.pop();
  if (last === undefined) return (name) => name === glob;
  return (name) => {
    if (!name.startsWith(first)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = name.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return name.length - last.length >= at && name.endsWith(last);
  };
};
