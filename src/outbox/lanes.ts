// Which replies wait for one another, and how fast Slack takes them. In: a reply. Out: its lane, and the pace of that lane.
import type { ChannelId, UserId } from '../domain/ids.ts';
import type { Clock } from '../domain/ports.ts';
import type { Reply } from '../domain/reply.ts';
import { openPace, type Pace } from './pace.ts';

/** chat.postMessage: about one a second per channel, several hundred a minute per workspace, bursts are fine (docs.slack.dev/apis/web-api/rate-limits). */
const POST_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 100, everyMs: 200 } };
/** conversations.open, which a first direct message needs: 50 a minute per workspace (tier 3). */
const OPENING_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 20, everyMs: 1_200 } };
/** chat.postEphemeral: 100 a minute per workspace (tier 4). */
const EPHEMERAL_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 30, everyMs: 600 } };
/** reactions.add: 50 a minute per workspace (tier 3). */
const REACTION_RATES = { each: { burst: 3, everyMs: 1_000 }, whole: { burst: 20, everyMs: 1_200 } };

/** What is said in a channel keeps its order, whoever sees it; neither a reaction nor a direct message holds it up. */
export const laneOf = (reply: Reply): string => {
  switch (reply.kind) {
    case 'post':
    case 'only_them':
      return `${reply.channel}/post`;
    case 'dm':
      return `${reply.user}/dm`;
    case 'reaction':
      return `${reply.channel}/reaction`;
    default:
      return reply satisfies never;
  }
};

/** One pace for each method of Slack's: a direct message is a post like any other, once its channel is open. */
export const openPaces = (
  clock: Clock,
  { dmOf }: { readonly dmOf: (user: UserId) => ChannelId | null },
): ((reply: Reply) => Pace) => {
  const posting = openPace(clock, POST_RATES);
  const opening = openPace(clock, OPENING_RATES);
  const showing = openPace(clock, EPHEMERAL_RATES);
  const reacting = openPace(clock, REACTION_RATES);
  return (reply) => {
    switch (reply.kind) {
      case 'post':
        return posting;
      case 'dm':
        return dmOf(reply.user) === null ? opening : posting;
      case 'only_them':
        return showing;
      case 'reaction':
        return reacting;
      default:
        return reply satisfies never;
    }
  };
};
