// What went wrong with Redis → its code, what kind of fault that is, and what people are told. Never the message: it may hold secrets.
import type { Phrase } from '../../domain/language.ts';
import { field, text } from '../../domain/fields.ts';
import { away, cannotWrite, isReplica, notAllowed, notTrusted, wrongPassword } from './redis-phrases.ts';

export type Fault =
  /** The connection, or a server that cannot answer yet: wait for it. */
  | { readonly kind: 'away'; readonly code: string; readonly sentence: Phrase }
  /** The server will not let us in: at start that is final. */
  | { readonly kind: 'refused'; readonly code: string; readonly sentence: Phrase }
  /** Not known: a fault of our own. */
  | { readonly kind: 'ours'; readonly code: string };

export const readFault = (fault: unknown): Fault => {
  if (!(fault instanceof Error)) return { kind: 'ours', code: typeof fault };
  if (fault instanceof TypeError || fault instanceof RangeError) return { kind: 'ours', code: fault.name };
  if (fault.name !== 'ReplyError') {
    const code = text(field(fault, 'code')) ?? 'ECONNRESET';
    return { kind: 'away', code, sentence: code.includes('CERT') ? notTrusted(code) : away(code) };
  }
  // Redis 6 puts the code of what went wrong inside a script in the middle of the text.
  const code = CODES.find((one) => new RegExp(`\\b${one}\\b`).test(fault.message)) ?? rightsOf(fault.message);
  switch (code) {
    case 'WRONGPASS':
    case 'NOAUTH':
      return { kind: 'refused', code, sentence: wrongPassword };
    case 'NOPERM':
      return { kind: 'refused', code, sentence: notAllowed };
    case 'READONLY':
      return { kind: 'away', code, sentence: isReplica };
    case 'OOM':
    case 'MISCONF':
    case 'NOREPLICAS':
      return { kind: 'away', code, sentence: cannotWrite(code) };
    case 'LOADING':
    case 'MASTERDOWN':
    case 'CLUSTERDOWN':
    case 'BUSY':
    case 'TRYAGAIN':
    case 'UNKILLABLE':
      return { kind: 'away', code, sentence: away(code) };
    case undefined:
      // `ERR max number of clients reached` and the like come before anything was asked.
      return fault.message.includes('max number of clients')
        ? { kind: 'away', code: 'ERR', sentence: away('max clients') }
        : { kind: 'ours', code: fault.message.split(' ', 1)[0] ?? 'ERR' };
    default:
      return code satisfies never;
  }
};

/** What a script may not do has no code of its own in Redis 7.0, as in `ERR The user executing the script can't access…`. */
const rightsOf = (message: string): 'NOPERM' | undefined =>
  message.includes('The user executing the script') ? 'NOPERM' : undefined;

const CODES = [
  'WRONGPASS',
  'NOAUTH',
  'NOPERM',
  'READONLY',
  'OOM',
  'MISCONF',
  'NOREPLICAS',
  'LOADING',
  'MASTERDOWN',
  'CLUSTERDOWN',
  'BUSY',
  'TRYAGAIN',
  'UNKILLABLE',
] as const;

export const isNoScript = (fault: unknown): boolean => fault instanceof Error && fault.message.startsWith('NOSCRIPT');
