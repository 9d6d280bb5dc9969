// Blocks as they are written → what renders them, and whatever in them Slack would refuse.
import type { Json } from '../domain/rule.ts';
import { nearest } from '../domain/nearest.ts';
import { BLOCK_SLOT, BLOCKS_MAX, INPUTS, MARKDOWN_POINTS_MAX, shapeOf, slotOf, untypedShape } from './blocks-known.ts';
import type { Shape, Slot } from './blocks-known.ts';
import { isList, refusal } from './blocks-kind.ts';
import type { BlockNode } from './blocks-node.ts';
import { type Role, roleOf } from './blocks-role.ts';
import { pointsIn } from './cut.ts';
import type { BlockFault, BlockPath, BlockShapeFault } from './fault.ts';
import type { Parsed } from './engine.ts';

/** What a rich text in a list in a container needs, and some; reading and rendering call themselves once for each. */
const LEVELS_MAX = 20;

/** Parses a string that is a template; null where that cannot be done, which whoever parses has then reported. */
export type ParseAt = (source: string, path: BlockPath) => Parsed | null;

export interface BlocksRead {
  readonly node: BlockNode;
  readonly faults: readonly BlockFault[];
}

type Mapping = { readonly [key: string]: Json };

export const readBlocks = (blocks: readonly Json[], parseAt: ParseAt): BlocksRead => {
  const reader = new Reader(parseAt);
  const slot: Slot = { kind: 'list', of: BLOCK_SLOT, max: BLOCKS_MAX };
  const node = reader.read(blocks, slot, { path: [], in: null, role: 'structure', max: null });
  return { node, faults: reader.faults };
};

/** Where a value stands: the type that it belongs to, and, should it be a text, who reads it and how much of it. */
interface Place {
  readonly path: BlockPath;
  readonly in: string | null;
  readonly role: Role;
  /** Of the `text` of the object that stands here, where this place allows less than the object itself. */
  readonly max: number | null;
}

class Reader {
  readonly faults: BlockFault[] = [];
  readonly #parseAt: ParseAt;
  #markdownPoints = 0;

  constructor(parseAt: ParseAt) {
    this.#parseAt = parseAt;
  }

  read(value: Json, slot: Slot, place: Place): BlockNode {
    if (place.path.length > LEVELS_MAX && typeof value === 'object' && value !== null) {
      this.#fault(place, { code: 'blocks-limit', of: 'levels', limit: LEVELS_MAX, found: place.path.length });
      return { kind: 'fixed', value: null };
    }
    const refused = refusal(value, slot);
    if (refused !== null) {
      this.#shape(place, refused);
      return { kind: 'fixed', value };
    }
    if (typeof value === 'string') return this.#text(value, slot, place);
    if (isList(value)) return this.#list(value, slot, place);
    if (typeof value === 'object' && value !== null) return this.#mapping(value, slot, place);
    return { kind: 'fixed', value };
  }

  #text(value: string, slot: Slot, place: Place): BlockNode {
    const max = slot.kind === 'text' ? (place.max ?? slot.max) : null;
    if (isTemplate(value)) {
      const parsed = this.#parseAt(value, place.path);
      return parsed === null ? { kind: 'fixed', value } : { kind: 'text', parsed, role: place.role, max, in: place.in };
    }
    if (slot.kind === 'word' && !slot.of.includes(value)) {
      const near = nearest(value, slot.of);
      this.#shape(place, { why: 'value', found: value, known: near === undefined ? slot.of : [near] });
    } else if (slot.kind === 'text') this.#length(value, max, place);
    return { kind: 'fixed', value };
  }

  #length(value: string, max: number | null, place: Place): void {
    const points = pointsIn(value);
    if (points === 0 && place.path.at(-1) === 'text') this.#shape(place, { why: 'empty', found: '', known: [] });
    if (max !== null && points > max)
      this.#fault(place, { code: 'blocks-limit', of: 'characters', limit: max, found: points });
    else if (place.role === 'markdown') {
      this.#markdownPoints += points;
      const found = this.#markdownPoints;
      if (found > MARKDOWN_POINTS_MAX && found - points <= MARKDOWN_POINTS_MAX)
        this.#fault(place, { code: 'blocks-limit', of: 'characters', limit: MARKDOWN_POINTS_MAX, found });
    }
  }

  #list(value: readonly Json[], slot: Slot, place: Place): BlockNode {
    const ofEntries: Slot = slot.kind === 'list' ? slot.of : { kind: 'any' };
    if (slot.kind === 'list') {
      if (value.length === 0) this.#shape(place, { why: 'empty', found: 'list', known: [] });
      if (value.length > slot.max)
        this.#fault(place, { code: 'blocks-limit', of: 'entries', limit: slot.max, found: value.length });
    }
    const entries = value.map((entry, index) =>
      this.read(entry, ofEntries, { ...place, path: [...place.path, index], role: 'structure' }),
    );
    return entries.every((entry) => entry.kind === 'fixed') ? { kind: 'fixed', value } : { kind: 'list', entries };
  }

  #mapping(value: Mapping, slot: Slot, place: Place): BlockNode {
    const input = inputOf(value);
    if (input !== null) {
      // All of it has to go: what else is wrong in it would be mended for nothing.
      this.#shape({ ...place, in: input }, { why: 'input', found: input, known: [] });
      return { kind: 'fixed', value };
    }
    const type = this.#typeOf(value, slot, place);
    const shape = slot.kind === 'shaped' ? untypedShape(slot.as) : type === null ? undefined : shapeOf(type);
    const here = type ?? (slot.kind === 'shaped' ? slot.as : place.in);
    if (shape !== undefined) this.#needs(value, shape, { ...place, in: here });
    const entries = Object.entries(value).map(([key, each]): readonly [string, BlockNode] => {
      const max = key === 'text' && slot.kind === 'typed' && slot.isClosed ? slot.max : null;
      const inside: Place = { path: [...place.path, key], in: here, role: roleOf(type, key), max };
      return [key, this.read(each, key === 'type' ? { kind: 'text', max: 255 } : slotOf(shape, key), inside)];
    });
    if (entries.every(([, node]) => node.kind === 'fixed')) return { kind: 'fixed', value };
    return {
      kind: 'mapping',
      entries,
      needs: shape?.needs ?? null,
      isParsed: type === 'mrkdwn' && !Object.hasOwn(value, 'verbatim'),
    };
  }

  /** The type where it is written out; null where there is none, or where it is known only when it is rendered. */
  #typeOf(value: Mapping, slot: Slot, place: Place): string | null {
    const type = Object.hasOwn(value, 'type') ? value['type'] : undefined;
    const known = slot.kind === 'typed' ? slot.types : [];
    if (type === undefined) {
      if (slot.kind === 'typed') this.#shape(place, { why: 'no_type', found: 'mapping', known });
      return null;
    }
    if (typeof type !== 'string' || isTemplate(type)) return null;
    if (slot.kind === 'typed' && !known.includes(type)) {
      const near = nearest(type, known);
      if (slot.isClosed || near !== undefined || shapeOf(type) !== undefined) {
        const at = { ...place, path: [...place.path, 'type'] };
        this.#fault(at, { code: 'blocks-type', found: type, known: near === undefined ? known : [near] });
        return null;
      }
    }
    return type;
  }

  #needs(value: Mapping, shape: Shape, place: Place): void {
    for (const need of shape.needs)
      if (!need.some((key) => Object.hasOwn(value, key)))
        this.#shape(place, { why: 'missing', found: 'mapping', known: need });
  }

  #shape(place: Place, fault: Pick<BlockShapeFault, 'why' | 'found' | 'known'>): void {
    this.#fault(place, { code: 'blocks-shape', ...fault });
  }

  #fault({ path, in: here }: Place, fault: Unplaced): void {
    this.faults.push({ path, in: here, ...fault });
  }
}

type Unplaced = Without<Exclude<BlockFault, { readonly offset: number }>, 'path' | 'in'>;
type Without<Union, Key extends string> = Union extends unknown ? Omit<Union, Key> : never;

const inputOf = ({ type }: Mapping): string | null => (typeof type === 'string' && INPUTS.has(type) ? type : null);

const isTemplate = (text: string): boolean => text.includes('{{') || text.includes('{%');
