// When a message was written, and Slack's clock → whether it is too old to be answered.
import { tsToMs } from '../domain/ids.ts';
import type { Ts } from '../domain/ids.ts';

/** After an outage Slack may send old messages again (hubot-slack#257); nobody waits for an answer that long. */
export const AGE_MS_MAX = 10 * 60 * 1000;

/** `now` in milliseconds by Slack's clock. A message from the future is only a clock that is off: not too old. */
export const isTooOld = (at: Ts, now: number): boolean => now - tsToMs(at) > AGE_MS_MAX;
