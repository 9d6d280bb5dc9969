// What a Redis says of itself → its run, whether it will do, and what the operator should know.
import type { Phrase } from '../../domain/language.ts';
import { isCluster as aCluster, keepsNothing, mayEvict, tooOld } from './redis-phrases.ts';

export interface Facts {
  readonly version: string;
  /** Another one after each restart. */
  readonly run: string;
  readonly isReplica: boolean;
  /** Its keys are spread over servers, so that no script sees them all. */
  readonly isCluster: boolean;
  readonly isAppending: boolean;
  readonly policy: string;
}

const MAJOR_MIN = 6;

/** `info`: the answer to INFO. */
export const readFacts = (info: string): Facts => {
  const facts = new Map(info.split(/\r?\n/).map((line): [string, string] => pairOf(line)));
  return {
    version: facts.get('redis_version') ?? '?',
    run: facts.get('run_id') ?? '?',
    isReplica: facts.get('role') === 'slave',
    isCluster: facts.get('cluster_enabled') === '1',
    isAppending: facts.get('aof_enabled') === '1',
    policy: facts.get('maxmemory_policy') ?? 'noeviction',
  };
};

/** null: it will do. */
export const faultOf = ({ version, isCluster }: Facts): { readonly why: string; readonly sentence: Phrase } | null => {
  if (!(Number.parseInt(version, 10) >= MAJOR_MIN)) return { why: 'too_old', sentence: tooOld(version) };
  return isCluster ? { why: 'cluster', sentence: aCluster } : null;
};

/** `save`: its points of saving, '' for none; null where the server does not tell. */
export const noticesOf = ({ isAppending, policy }: Facts, save: string | null): readonly Phrase[] => [
  ...(!isAppending && save === '' ? [keepsNothing] : []),
  ...(policy === 'noeviction' ? [] : [mayEvict(policy)]),
];

const pairOf = (line: string): [string, string] => {
  const colon = line.indexOf(':');
  return [line.slice(0, colon), line.slice(colon + 1)];
};
