// The id of what is owed in, the metadata by which its post is known out; and back.
import { field } from './fields.ts';

/** Letters, digits, `_` and `-` alone: https://docs.slack.dev/messaging/message-metadata */
const EVENT_TYPE = 'annyeong_answer';

/** Seen by every app and member who looks for it: ids alone, nothing of what anybody wrote. */
export const markOf = (id: string): object => ({ event_type: EVENT_TYPE, event_payload: { id } });

/** The id that a message is marked with; null: it bears no mark of ours. */
export const markIn = (message: unknown): string | null => {
  const metadata = field(message, 'metadata');
  const id = field(field(metadata, 'event_payload'), 'id');
  return field(metadata, 'event_type') === EVENT_TYPE && typeof id === 'string' ? id : null;
};
