// Slack's list of channels in, each of them handed on out; and whether that is all that there are.
import { listPages, type Listed, type Lister } from './pages.ts';

const ALL_TYPES = 'public_channel,private_channel';
/** What a token without `groups:read` may list. */
const PUBLIC_TYPES = 'public_channel';

export interface ChannelListOptions extends Lister {
  /** Left out, they are not listed: an old workspace has more of them than of others. */
  readonly archived?: boolean;
  readonly found: (id: string, channel: unknown) => void;
}

/** Never rejects. `missing_scope`: public ones at most; a private one that is not there may still exist. */
export const listChannels = async ({ archived = false, ...options }: ChannelListOptions): Promise<Listed> => {
  const ofTypes = (types: string): Promise<Listed> =>
    listPages({
      ...options,
      method: 'conversations.list',
      args: { types, exclude_archived: !archived },
      key: 'channels',
    });
  const listed = await ofTypes(ALL_TYPES);
  if (listed !== 'missing_scope') return listed;
  const open = await ofTypes(PUBLIC_TYPES);
  if (open === 'missing_scope')
    options.log.write('warn', 'lookup_failed', { method: 'conversations.list', why: open, pauseMs: 0 });
  return open === 'complete' ? 'missing_scope' : open;
};
