// Folders for journals that are kept on disk: made for a test, gone after it.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Phrase } from '../../src/domain/language.ts';
import { channelId, msToTs, teamId } from '../../src/domain/ids.ts';
import type { Claim, Clock, Journal, Owed } from '../../src/domain/ports.ts';
import { keyText } from '../../src/domain/reply.ts';
import { openLevelJournal } from '../../src/outbox/journal/level.ts';
import { memoryLog } from '../fakes/log.ts';

const folders: string[] = [];

export const freshFolder = (): string => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'annyeong-level-'));
  folders.push(folder);
  return folder;
};

export const removeFolders = (): void => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
};

export interface OpenedIn {
  readonly journal: Journal;
  readonly notices: readonly Phrase[];
}

export const openIn = async (folder: string, clock: Clock): Promise<OpenedIn> => {
  const opened = await openLevelJournal({ folder, clock, log: memoryLog() });
  if (opened.kind !== 'open') assert.fail(opened.sentence.en);
  return opened;
};

/** A message that was written at `at`, and the `nth` of that moment; one reply is owed for it. */
export const claimAt = (at: number, nth = 0): Claim => {
  const key = { team: teamId('T1'), channel: channelId(`C${nth}`), ts: msToTs(at) };
  const owed: Owed = {
    id: `${keyText(key)}#0`,
    key,
    reply: {
      kind: 'post',
      channel: key.channel,
      threadTs: key.ts,
      alsoToChannel: false,
      text: textOf(nth),
      blocks: null,
      afterMs: 0,
    },
    dueAt: at,
    isDefault: false,
  };
  return { key, thread: key.ts, takes: [], at, owed: [[owed]], first: null, isSure: false };
};

export const textOf = (nth: number): string => `${nth}번째 답이에요. `.repeat(10);
