// auth.test's answer in, out who the bot is.
import type { WebClient } from '@slack/web-api';
import { botId, teamId, userId } from '../domain/ids.ts';
import type { Self } from '../domain/message.ts';
import { classifyConnect, type ConnectFailure } from './failure.ts';

export type Identified = { readonly kind: 'self'; readonly self: Self } | ConnectFailure;

/** `rtm.connect` alone does not say the bot's `bot_id`, by which its own posts are known (facts 7, 45). Never rejects. */
export const identify = async (web: WebClient): Promise<Identified> => {
  try {
    const { user_id, bot_id, team_id, user, url, enterprise_id } = await web.auth.test();
    if (typeof user_id !== 'string') {
      return { kind: 'retry', why: 'auth_test_malformed', afterMs: null };
    }
    return {
      kind: 'self',
      self: {
        // Only a part of the key by which a message is known: any constant would do.
        team: teamId(typeof team_id === 'string' ? team_id : ''),
        user: userId(user_id),
        bot: typeof bot_id === 'string' ? botId(bot_id) : null,
        name: typeof user === 'string' ? user : user_id,
        url: typeof url === 'string' ? url : '',
        enterprise: typeof enterprise_id === 'string' ? enterprise_id : null,
      },
    };
  } catch (error) {
    return classifyConnect(error);
  }
};
