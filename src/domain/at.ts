// An ISO time, with or without an offset, and a time zone → milliseconds since the epoch.

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/** null where `text` is no ISO time, or one that does not exist. Without an offset it is the wall clock of `timezone`. */
export const readAt = (text: string, timezone: string): number | null => {
  const found = ISO.exec(text.trim());
  if (found === null) return null;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', fraction = '', offset] = found;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  // Date.UTC carries over (31 February is 3 March): what does not come out as it went in is no date.
  if (new Date(wall).toISOString().slice(0, 19) !== `${year}-${month}-${day}T${hour}:${minute}:${second}`) return null;
  const ms = wall + Number(fraction.padEnd(3, '0').slice(0, 3));
  if (offset !== undefined) return ms - offsetMs(offset);
  // The zone's offset is known for a moment, not for a wall clock: ask at a first guess, then at a better one.
  const guess = ms - zoneOffsetMs(ms, timezone);
  return ms - zoneOffsetMs(guess, timezone);
};

const offsetMs = (offset: string): number => {
  if (offset.toUpperCase() === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
};

/** Milliseconds by which the zone's clock is ahead of UTC; asking takes some microseconds. */
export const zoneOffsetMs = (at: number, timezone: string): number => {
  const parts = formatOf(timezone).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) -
    Math.floor(at / 1000) * 1000
  );
};

/** Making one takes a hundred times as long as using it; there are some hundred zones. */
const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (timezone: string): Intl.DateTimeFormat => {
  const known = formats.get(timezone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timezone, format);
  return format;
};
