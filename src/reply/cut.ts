// A finished text → at most so many code points of it, ending in `…` where something was left out.

/** What Slack shows best; it cuts at 40,000. @see https://docs.slack.dev/reference/methods/chat.postMessage */
export const TEXT_POINTS_MAX = 4_000;

/** What must not be cut in two: an escaped sign, a mention or a link of usual length, a code point. */
const PIECE = /&(?:amp|lt|gt);|<[^<>\n]{1,500}>|[\s\S]/gu;

export const cutText = (text: string, max = TEXT_POINTS_MAX): string => {
  // A code point takes one or two units.
  if (text.length <= max || pointsIn(text) <= max) return text;
  let points = 0;
  for (const { 0: piece, index } of text.matchAll(PIECE)) {
    points += pointsIn(piece);
    if (points >= max) return `${text.slice(0, index)}…`;
  }
  return text;
};

export const pointsIn = (text: string): number => {
  let points = 0;
  for (const _point of text) points += 1;
  return points;
};
