// A corpus → what is measured: a function per subject that takes one message, each in its own way deciding the same.
import { match } from '../../src/match/match.ts';
import { buildRuleset } from '../../src/match/build.ts';

const ACTION = {
  texts: [{ render: () => ({ ok: true, text: '답' }) }],
  blocks: null,
  to: 'thread',
  alsoToChannel: false,
  pick: 'random',
  afterMs: 0,
  react: [],
};
const ACTION_SPEC = { ...ACTION, texts: ['답'] };
const RANGE = { file: 'rules.yaml', line: 1, column: 1, endLine: 1, endColumn: 2 };

/** The default answers in general only, so that of the messages that no rule fits some fit nothing at all. */
export const rulesetOf = (rules) => buildRuleset(partsOf(rules));

export const partsOf = (rules) => ({
  rules: rules.map((rule) => ({ spec: { ...rule, range: RANGE, action: ACTION_SPEC }, action: ACTION })),
  fallback: {
    spec: {
      range: null,
      enabled: true,
      channels: [{ exclude: false, kind: 'name', name: 'general' }],
      from: [],
      mention: null,
      thread: 'any',
      hours: null,
      oncePer: null,
      limit: null,
      action: ACTION_SPEC,
    },
    action: ACTION,
  },
  language: 'ko',
  timezone: 'Asia/Seoul',
});

export const messageOf = ({ text, channelName }, index) => ({
  team: 'T0123456789',
  channel: `C0${channelName}`,
  ts: `1700000000.${String(index).padStart(6, '0')}`,
  threadTs: index % 5 === 0 ? '1700000000.000000' : null,
  author: { kind: 'person', id: 'U0123456789' },
  text,
  shown: text,
  channelName,
  channelKind: 'public',
  channelNames: [channelName],
  standing: { names: ['kim', '김하나'], groups: [], guest: false, external: false },
  userName: '김하나',
  mentionsBot: index % 7 === 0,
});

/** A frame as RTM sends it for such a message. */
export const frameOf = ({ text, channelName }, index) =>
  JSON.stringify({
    client_msg_id: '5b2d1c0e-6a77-4c1e-9f43-0123456789ab',
    type: 'message',
    text,
    user: 'U0123456789',
    ts: `1700000000.${String(index).padStart(6, '0')}`,
    blocks: [
      {
        type: 'rich_text',
        block_id: 'b1Xyz',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
      },
    ],
    team: 'T0123456789',
    user_team: 'T0123456789',
    source_team: 'T0123456789',
    user_profile: {
      avatar_hash: 'g123456789ab',
      image_72:
        'https://secure.gravatar.com/avatar/0123456789abcdef0123456789abcdef.jpg?s=72&d=https%3A%2F%2Fa.slack-edge.com%2Fava_0012-72.png',
      first_name: '하나',
      real_name: '김하나',
      display_name: '하나',
      team: 'T0123456789',
      name: 'hana.kim',
      is_restricted: false,
      is_ultra_restricted: false,
    },
    suppress_notification: false,
    event_ts: `1700000000.${String(index).padStart(6, '0')}`,
    channel: `C0${channelName}`,
  });

const EACH = 250;
const kindOf = ({ why }) => (why === 'none' ? 'default' : why);

/** Of the messages a third each is kept that some rule fits, that the default answers, and that nothing fits. */
export const subjects = ({ rules, messages }) => {
  const ruleset = rulesetOf(rules);
  const all = messages.map((message, index) => {
    const frame = frameOf(message, index);
    // The text as it comes out of a frame.
    const asked = messageOf({ ...message, text: JSON.parse(frame).text }, index);
    return { frame, asked, decision: match(ruleset, asked) };
  });
  const kept = ['rule', 'default', 'nothing', 'budget'].flatMap((why) =>
    all.filter(({ decision }) => kindOf(decision) === why).slice(0, EACH),
  );
  const frames = kept.map(({ frame }) => frame);
  const asked = kept.map((one) => one.asked);
  const share = (why) =>
    `${Math.round((100 * kept.filter(({ decision }) => kindOf(decision) === why).length) / kept.length)} %`;
  return {
    count: kept.length,
    frameBytes: Math.round(frames.reduce((sum, frame) => sum + Buffer.byteLength(frame), 0) / frames.length),
    shares: `${share('rule')} fit a rule, ${share('default')} the default, ${share('nothing')} nothing`,
    texts: asked.map(({ text }) => text),
    decisions: all.map(({ decision }) => decision),
    parse: (index) => JSON.parse(frames[index]),
    decide: (index) => match(ruleset, asked[index]),
  };
};
