// A value of a block and what is meant at its place → whether it is even of that kind, and what it is instead.
import type { Json } from '../domain/rule.ts';
import type { Slot } from './blocks-known.ts';
import type { BlockShapeFault } from './fault.ts';

/** null: it is. */
export const refusal = (value: Json, slot: Slot): Pick<BlockShapeFault, 'why' | 'found' | 'known'> | null => {
  switch (slot.kind) {
    case 'text':
    case 'word':
      return typeof value === 'string' ? null : { why: 'not_a_text', found: kindOf(value), known: [] };
    case 'list':
      return isList(value) ? null : { why: 'not_a_list', found: shown(value), known: [] };
    case 'typed':
    case 'shaped': {
      const known = slot.kind === 'typed' ? slot.types : [];
      const isMapping = typeof value === 'object' && value !== null && !isList(value);
      return isMapping ? null : { why: 'not_a_mapping', found: shown(value), known };
    }
    case 'any':
      return null;
    default:
      return slot satisfies never;
  }
};

const shown = (value: Json): string => (typeof value === 'string' ? value : kindOf(value));

const kindOf = (value: Json): string => {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  if (typeof value === 'boolean') return 'true/false';
  return typeof value === 'object' ? 'mapping' : typeof value === 'number' ? 'number' : 'text';
};

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
