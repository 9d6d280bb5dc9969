// From a value of the wrong kind to the finding that names what happened to it and how to write it.
import { channelFault } from './channels.ts';
import { dateFault, dayFault, timeFault } from './clock.ts';
import { durationFault } from './durations.ts';
import { emojiFault } from './emoji.ts';
import { whoFault } from './from.ts';
import { ofEntry, type Finding } from './phrases.ts';
import { textForBoolean, wrongChoice } from './phrases-choices.ts';
import { momentOdd, timesOdd } from './phrases-times.ts';
import * as say from './phrases-values.ts';
import type { Misfit } from './schema.ts';
import { meantBy } from './synonyms.ts';
import { nearest } from '../domain/nearest.ts';
import { restOfLine, type MapTree, type Tree } from './tree.ts';

export const wrongValue = (tree: Tree, key: string | null, fault: Misfit): Finding => {
  const { keyword, params } = fault;
  if (tree.kind === 'map' && tree.written.startsWith('{{')) return say.braces(tree, key);
  if (tree.kind === 'map' && isCutAtColon(tree, key, fault.known)) return say.cutAtColon(tree);
  const own = tree.kind === 'null' ? null : ownFault(tree, key, fault);
  if (own !== null) return key === null ? ofEntry(own) : own;
  const slot = say.slotOf(key, fault);
  if (keyword === 'pattern') return say.emptyText(slot);
  if (keyword === 'minItems') return say.emptyList(slot, 'list');
  if (keyword === 'minProperties') return say.emptyList(slot, 'map');
  if (tree.kind === 'null') return empty(tree, slot);
  if (keyword === 'const') return wrongChoice(tree, key ?? '', [params['allowedValue']]);
  if (keyword === 'enum') return wrongChoice(tree, key ?? '', allowedOf(params['allowedValues']));
  if (params['type'] === 'boolean') return textForBoolean(tree, key ?? '');
  if (params['type'] !== 'string') return say.wrongShape(tree, slot);
  if (tree.kind === 'list') return say.listForText(tree, slot);
  if (tree.kind === 'map') return say.mapForText(tree, slot);
  return say.numberForText(tree, key);
};

/** Of values that have a shape of their own: what was probably meant, be it a number or a text. */
const ownFault = (tree: Tree, key: string | null, { def }: Misfit): Finding | null => {
  if (def === 'limit' && key === 'times') return timesOdd(tree.written);
  if (tree.kind === 'list' || tree.kind === 'map') return null;
  const written = tree.kind === 'text' ? tree.text : tree.written;
  if (written.trim() === '') return null;
  switch (def) {
    case 'duration':
    case 'delay':
      return durationFault(written, key ?? 'every');
    case 'from_time':
    case 'to_time':
      return timeFault(written, key ?? 'from');
    case 'day':
      return dayFault(written);
    case 'date':
      return dateFault(written);
    case 'who':
      return whoFault(written);
    case 'moment':
      return momentOdd(written);
    case 'channel':
      return tree.kind === 'text' ? channelFault(written, key === 'channel' ? 'channel' : 'channels') : null;
    case 'emoji':
      return tree.kind === 'text' ? emojiFault(written) : null;
    default:
      return null;
  }
};

/**
 * `- 안내: 여기` in a list of texts, `reply: {안내: 여기}` aside: one key that no one knows, written on one line and
 * without braces, with a text behind it.
 */
export const isCutAtColon = (tree: MapTree, key: string | null, known: readonly string[]): boolean => {
  const [entry, ...more] = tree.entries;
  if (
    (key !== null && key !== 'reply' && key !== 'match') ||
    entry === undefined ||
    more.length > 0 ||
    tree.written.startsWith('{')
  )
    return false;
  if (entry.value.kind === 'list' || entry.value.kind === 'map') return false;
  if (known.includes('name') || entry.keyRange.line !== entry.value.range.line) return false;
  return known.length === 0 || (meantBy(entry.key, known) === undefined && nearest(entry.key, known) === undefined);
};

/** `-name: 휴가`: a list whose dashes lack their blank. */
export const startsWithDash = (tree: MapTree): boolean => /^[-–—•*]\S/u.test(tree.entries[0]?.key ?? '');

const allowedOf = (values: unknown): readonly unknown[] => (Array.isArray(values) ? values : []);

const empty = (tree: Tree, slot: say.Slot): Finding => {
  if (tree.written !== '') return say.writtenNull(tree, slot);
  const comment = /^\s*:?\s*(#\s?.*)$/u.exec(restOfLine(tree, tree.start).trimEnd())?.[1];
  return comment === undefined ? say.nothing(slot) : say.commented(slot, comment);
};
