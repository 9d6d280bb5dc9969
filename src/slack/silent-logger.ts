// The logger that both SDK clients get: it drops every line.
import { LogLevel, type Logger } from '@slack/web-api';

const drop = (): void => undefined;

/**
 * Their debug lines hold message texts and the wss URL, their errors whole frames (facts 35, 65); what matters
 * comes back as a result or an end of session, and is logged from there.
 */
export const silentLogger: Logger = {
  debug: drop,
  info: drop,
  warn: drop,
  error: drop,
  setLevel: drop,
  setName: drop,
  getLevel: () => LogLevel.ERROR,
};
