// Rules → how other bots look for the listener of a message: their own code where it is installed, else their loop written again.
import { existsSync } from 'node:fs';
import path from 'node:path';

const installed = (name) => existsSync(path.join(import.meta.dirname, 'node_modules', name));
const quoted = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** The texts of a rule, any of which makes it fit: what of its match those bots can say. */
const textsOf = (match) =>
  match.kind === 'any' || match.kind === 'all'
    ? textsOf(match.kind === 'any' ? { kind: 'texts', of: match.of } : match.of[0])
    : match.kind === 'texts'
      ? match.of.flatMap(textsOf)
      : match.kind === 'words'
        ? match.words
        : match.kind === 'regex'
          ? []
          : [match.text];

/** By name a function from a text to the number of the listener that takes it, or -1; all of them ask one after another. */
export const listeners = async (rules) => {
  const texts = rules.map(({ match }) => textsOf(match).map((text) => text.toLowerCase()));
  const patterns = texts.map((all) => new RegExp(all.map(quoted).join('|'), 'i'));
  return {
    'a loop of includes': (text) => {
      const lower = text.toLowerCase();
      return texts.findIndex((all) => all.some((one) => lower.includes(one)));
    },
    'a loop of regexes': (text) => patterns.findIndex((pattern) => pattern.test(text)),
    [`hubot's listeners${installed('hubot') ? '' : ' (written again)'}`]: await hubot(patterns),
    [`Bolt's listeners${installed('@slack/bolt') ? '' : ' (written again)'}`]: await bolt(patterns),
  };
};

/** Each listener is asked whether its regex matches the message's text (TextListener.matcher). */
const hubot = async (patterns) => {
  if (!installed('hubot')) return (text) => patterns.findIndex((pattern) => text.match(pattern) !== null);
  const { TextListener, TextMessage } = await import(path.join(import.meta.dirname, 'node_modules/hubot/index.mjs'));
  const all = patterns.map((pattern) => new TextListener({}, pattern, {}, () => {}));
  const user = { id: 'U1', name: 'kim', room: 'C1' };
  return (text) => {
    const message = new TextMessage(user, text, '1');
    return all.findIndex(({ matcher }) => matcher(message));
  };
};

/** Each listener is a middleware that lets the message on if it matches; nothing but that is run. */
const bolt = async (patterns) => {
  const matchMessage = installed('@slack/bolt')
    ? (await import(path.join(import.meta.dirname, 'node_modules/@slack/bolt/dist/middleware/builtin.js'))).matchMessage
    : (pattern) =>
        async ({ event, next }) =>
          event.text.match(pattern) === null ? undefined : next();
  const all = patterns.map((pattern) => matchMessage(pattern));
  return (text) => {
    let taken = -1;
    const args = { event: { type: 'message', text }, context: {}, next: async () => {} };
    for (const [index, listen] of all.entries())
      void listen({
        ...args,
        next: async () => {
          if (taken < 0) taken = index;
        },
      });
    return taken;
  };
};
