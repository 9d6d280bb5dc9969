// A clock → Slack's timestamps: unique and rising in this workspace, seconds and six digits.

/** `now` in milliseconds since the epoch. */
export const stamper = (now: () => number): (() => string) => {
  let lastMicros = 0;
  return () => {
    // Rising even when the clock stands still or goes back: Slack never gives one ts twice in a channel.
    lastMicros = Math.max(Math.floor(now()) * 1000, lastMicros + 1);
    return `${Math.floor(lastMicros / 1_000_000)}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
  };
};
