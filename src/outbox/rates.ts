// How fast Slack takes replies: per method, a rate for each lane and one for the whole workspace.
import type { Method } from '../domain/reply.ts';
import type { Rate } from './pace.ts';

export type Rates = Readonly<Record<Method, { readonly each: Rate; readonly whole: Rate }>>;

/** Whatever the method, what is said in one place comes as fast as people can read it. */
const EACH: Rate = { burst: 3, everyMs: 1_000 };

export const RATES: Rates = {
  /** About one a second per channel, several hundred a minute per workspace, bursts are fine (docs.slack.dev/apis/web-api/rate-limits). */
  'chat.postMessage': { each: EACH, whole: { burst: 100, everyMs: 200 } },
  /** 100 a minute per workspace (tier 4). */
  'chat.postEphemeral': { each: EACH, whole: { burst: 30, everyMs: 600 } },
  /** Which a first direct message needs: 50 a minute per workspace (tier 3). */
  'conversations.open': { each: EACH, whole: { burst: 20, everyMs: 1_200 } },
  /** 50 a minute per workspace (tier 3). */
  'reactions.add': { each: EACH, whole: { burst: 20, everyMs: 1_200 } },
};
