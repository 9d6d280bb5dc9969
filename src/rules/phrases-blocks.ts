// Sentences about the blocks of a reply: what Slack's Block Kit does not take, and what it takes instead.
import type { BlockFault } from '../reply/blocks.ts';
import type { Phrase } from '../domain/language.ts';
import { inRow, quoted, shown, type Finding } from './phrases.ts';

type OwnFault = Extract<BlockFault, { readonly code: `blocks-${string}` }>;
type ShapeFault = Extract<OwnFault, { readonly code: 'blocks-shape' }>;
type LimitFault = Extract<OwnFault, { readonly code: 'blocks-limit' }>;
type TypeFault = Extract<OwnFault, { readonly code: 'blocks-type' }>;

/** `written`: what stands at the place, as it is written. */
export const blockFault = (fault: OwnFault, written: string): Finding => {
  switch (fault.code) {
    case 'blocks-shape':
      return { code: fault.code, ...shapeSaid(fault, { key: keyOf(fault), written }) };
    case 'blocks-limit':
      return limitFault(fault, keyOf(fault));
    case 'blocks-type':
      return typeFault(fault);
    default:
      return fault satisfies never;
  }
};

/** The key that a fault is about, as a sentence names it. */
const keyOf = ({ path }: OwnFault): string => {
  const key = path.findLast((step) => typeof step === 'string');
  return key === undefined ? 'blocks' : key;
};

const KNOWN_MAX = 20; // names that a hint lists

/** What a value is, where it is no text; in Korean as the subject of a sentence. */
const KINDS: Readonly<Record<string, Phrase>> = {
  number: { ko: '숫자가', en: 'a number' },
  'true/false': { ko: 'true/false 값이', en: 'a true/false value' },
  null: { ko: '빈 값이', en: 'nothing' },
  list: { ko: '목록이', en: 'a list' },
  mapping: { ko: '`키: 값` 묶음이', en: 'a mapping of keys' },
};

const kindOf = (found: string): Phrase =>
  KINDS[found] ?? { ko: `글(${shown(found)})이`, en: `the text ${shown(found)}` };

const within = ({ in: type }: OwnFault): Phrase =>
  type === null ? { ko: '', en: '' } : { ko: `\`${type}\` 의 `, en: ` of \`${type}\`` };

const shapeSaid = (
  fault: ShapeFault,
  { key, written }: { readonly key: string; readonly written: string },
): Pick<Finding, 'message' | 'hint'> => {
  const kind = kindOf(fault.found);
  const place = within(fault);
  const meant = (ko: string, en: string): Phrase => ({
    ko: `${place.ko}\`${key}\` 에는 ${ko} 와야 하는데 ${kind.ko} 있어요.`,
    en: `\`${key}\`${place.en} takes ${en}, but ${kind.en} stands here.`,
  });
  const write = (sample: string): Phrase => ({
    ko: `\`${sample}\` 처럼 써 주세요.`,
    en: `Write it like \`${sample}\`.`,
  });
  // Known to Slack, but of no use where nobody waits for what is typed.
  const known = fault.known.filter((type) => type !== 'input').slice(0, KNOWN_MAX);
  switch (fault.why) {
    case 'not_a_mapping':
      return { message: meant('`키: 값` 묶음이', 'a mapping of keys'), hint: write(sampleMapping(fault, key)) };
    case 'not_a_list':
      return {
        message: meant('목록이', 'a list'),
        hint: write(key === 'blocks' ? 'blocks: [{ type: divider }]' : `${key}: [ … ]`),
      };
    case 'not_a_text':
      return {
        message: meant('글이', 'a text'),
        hint: {
          ko: `글을 따옴표로 감싸서 써 주세요: \`${key}: ${textSample(fault.found, written)}\`.`,
          en: `Write a text in quotes: \`${key}: ${textSample(fault.found, written)}\`.`,
        },
      };
    case 'no_type':
      return {
        message: { ko: `${place.ko}블록에 \`type\` 이 없어요.`, en: `A mapping${place.en} lacks its \`type\`.` },
        hint: {
          ko: `무엇인지 적어 주세요: \`type: ${usual(known)}\`. 쓸 수 있는 종류: ${inRow(known)}.`,
          en: `Say what it is: \`type: ${usual(known)}\`. It may be ${inRow(known)}.`,
        },
      };
    case 'missing':
      return {
        message: {
          ko: `${place.ko}꼭 있어야 하는 키가 없어요: ${inRow(known)}.`,
          en: `A required key${place.en} is missing: ${inRow(known)}.`,
        },
        hint: write(KEY_SAMPLES[known[0] ?? ''] ?? `${known[0] ?? 'text'}: …`),
      };
    case 'empty':
      return {
        message: { ko: `${place.ko}\`${key}\` 값이 비어 있어요.`, en: `\`${key}\`${place.en} is empty.` },
        hint: write(KEY_SAMPLES[key] ?? `${key}: "…"`),
      };
    case 'value':
      return {
        message: {
          ko: `${place.ko}\`${key}\` 에 쓸 수 없는 값이에요: ${shown(fault.found)}.`,
          en: `\`${key}\`${place.en} does not take ${shown(fault.found)}.`,
        },
        hint: { ko: `쓸 수 있는 값은 ${inRow(known)} 이에요.`, en: `It takes ${inRow(known)}.` },
      };
    case 'input':
      return {
        message: {
          ko: `입력을 받는 블록은 쓸 수 없어요: ${shown(fault.found)}.`,
          en: `A block that takes input cannot be used: ${shown(fault.found)}.`,
        },
        hint: {
          ko: '봇은 답만 보내요. `type: section` 이나 주소(`url`)가 있는 `type: button` 으로 바꿔 주세요.',
          en: 'The bot only answers: use `type: section`, or a `type: button` with a `url`.',
        },
      };
    default:
      return fault.why satisfies never;
  }
};

const TEXT_SAMPLE = '{ type: mrkdwn, text: "안녕하세요" }';

const KEY_SAMPLES: Readonly<Record<string, string>> = {
  blocks: 'blocks: [{ type: divider }]',
  text: `text: ${TEXT_SAMPLE}`,
  fields: `fields: [${TEXT_SAMPLE}]`,
  elements: `elements: [${TEXT_SAMPLE}]`,
  image_url: 'image_url: "https://example.com/picture.png"',
  alt_text: 'alt_text: "사진"',
  title: 'title: { type: plain_text, text: "사진" }',
};

/** The type that people most likely mean, of those that may stand at a place. */
const usual = (known: readonly string[]): string =>
  ['section', 'mrkdwn', 'plain_text', 'button'].find((type) => known.includes(type)) ?? known[0] ?? 'section';

/** A block is a mapping with a type; a text inside one is too, where people write the text alone. */
const sampleMapping = ({ found, known }: ShapeFault, key: string): string => {
  const text = KINDS[found] === undefined ? quoted(found) : '"안녕하세요"';
  if (key === 'blocks') return `- { type: section, text: { type: mrkdwn, text: ${text} } }`;
  return `${key}: { type: ${usual(known)}, text: ${text} }`;
};

const textSample = (found: string, written: string): string =>
  found === 'number' || found === 'true/false' ? quoted(written) : '"…"';

const limitFault = ({ of, limit, found, ...fault }: LimitFault, key: string): Finding => {
  const place = within({ of, limit, found, ...fault });
  const most = limit.toLocaleString('en');
  const many = found.toLocaleString('en');
  const unit = { characters: ['자', 'characters'], entries: ['개', 'entries'], levels: ['단계', 'levels'] }[of];
  return {
    code: 'blocks-limit',
    message: {
      ko: `${place.ko}\`${key}\` 가 Slack의 한도를 넘어요: ${many}${unit[0]} (많아야 ${most}${unit[0]}).`,
      en: `\`${key}\`${place.en} is over Slack's limit: ${many} ${unit[1]}, at most ${most}.`,
    },
    hint: { ko: `${most}${unit[0]} 이하로 줄여 주세요.`, en: `Leave ${most} ${unit[1]} or fewer.` },
  };
};

const typeFault = (fault: TypeFault): Finding => {
  const known = fault.known.slice(0, KNOWN_MAX);
  const [first = 'section'] = known;
  return {
    code: 'blocks-type',
    message: {
      ko: `${within(fault).ko}\`type\` 에 쓸 수 없는 값이에요: ${shown(fault.found)}.`,
      en: `This \`type\`${within(fault).en} is not known here: ${shown(fault.found)}.`,
    },
    hint:
      known.length === 1
        ? {
            ko: `혹시 \`${first}\`인가요? \`type: ${first}\`.`,
            en: `Did you mean \`${first}\`? Write \`type: ${first}\`.`,
          }
        : { ko: `이 가운데에서 골라 써 주세요: ${inRow(known)}.`, en: `Use one of these: ${inRow(known)}.` },
  };
};
