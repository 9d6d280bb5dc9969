// A path → the rules there, for a command that needs good ones; what is wrong with bad ones is told as `check` tells it.
import { loadRules, type Planned } from '../rules/load.ts';
import { report } from './diagnostics.ts';
import type { Io } from './io.ts';
import { speech } from './speech.ts';

type Good = Extract<Planned, { ok: true }>;

/** undefined: the rules have errors, which have been told. */
export const loadedOrTold = async (path: string, io: Io): Promise<Good | undefined> => {
  const loaded = await loadRules(path);
  if (loaded.ok) return loaded;
  const of = { path, count: loaded.count, found: loaded.diagnostics };
  const voice = speech(io, io.err, () => loaded.language);
  io.err.write(await report(of, voice));
  return undefined;
};
