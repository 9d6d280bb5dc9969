// What a rule says of `once_per`, `limit` and `in_turn` → what an answer of it to a message uses up.
import type { RuleTake } from '../domain/take.ts';
import type { Message } from '../domain/message.ts';
import type { DefaultSpec, Rule, Scope } from '../domain/rule.ts';

type Used = Pick<DefaultSpec, 'oncePer' | 'limit'> & { readonly action: Pick<DefaultSpec['action'], 'pick' | 'texts'> };

/** A key ends with the rule's name, which alone may hold a slash, so that no two of them are ever the same. */
export const takesOf = ({ oncePer, limit, action }: Used, name: string): Rule['takes'] => {
  const takers: ((message: Message) => RuleTake)[] = [];
  if (oncePer !== null) {
    takers.push((message) => Object.freeze({ kind: 'once_per', key: keyOf(oncePer, name, message) }));
  }
  if (limit !== null) {
    const { times, per, everyMs } = limit;
    takers.push((message) => Object.freeze({ kind: 'limit', key: keyOf(per, name, message), times, everyMs }));
  }
  const of = action.texts.length;
  if (action.pick === 'in_turn' && of > 1) {
    const turn: RuleTake = Object.freeze({ kind: 'turn', key: `rule/${name}`, of });
    takers.push(() => turn);
  }
  if (takers.length === 0) return () => NOTHING;
  return (message) => Object.freeze(takers.map((take) => take(message)));
};

const NOTHING: readonly RuleTake[] = Object.freeze([]);

const keyOf = (scope: Scope | 'rule', name: string, { channel, threadTs, ts, author }: Message): string => {
  switch (scope) {
    case 'thread': // a message outside of threads begins the thread in which it is answered
      return `thread/${channel}/${threadTs ?? ts}/${name}`;
    case 'channel':
      return `channel/${channel}/${name}`;
    case 'user': // over all channels
      return `user/${author.id}/${name}`;
    case 'rule':
      return `rule/${name}`;
    default:
      return scope satisfies never;
  }
};
