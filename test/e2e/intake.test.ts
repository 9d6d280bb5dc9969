// The table of frames once more: from the practice workspace through the real SDK, over a real socket.
import assert from 'node:assert/strict';
import type { Log, Session } from '../../src/domain/ports.ts';
import type { Incoming, Self } from '../../src/domain/message.ts';
import { normalize } from '../../src/intake/normalize.ts';
import { openWorkspace } from '../../src/practice/workspace.ts';
import type { Workspace } from '../../src/practice/workspace.ts';
import { rtmTransport } from '../../src/slack/rtm.ts';
import { slackWeb } from '../../src/slack/web.ts';
import { ROWS } from '../intake/frames.ts';

const SILENT: Log = { write: () => undefined };
const SAID_AFTER = '다음 메시지';

let heard: Incoming[] = [];
let allHeard: (() => void) | null = null;

const take = (frame: unknown, self: Self): void => {
  const intake = normalize(frame, self);
  if (intake.kind === 'none') return;
  heard.push(intake.message);
  if (intake.message.text === SAID_AFTER) allHeard?.();
};

describe('frames over a real socket', () => {
  let workspace: Workspace;
  let session: Session;

  before(async () => {
    workspace = await openWorkspace();
    const { apiUrl, token } = workspace;
    const transport = rtmTransport({ token, apiUrl, web: slackWeb({ token, apiUrl }), log: SILENT });
    const result = await transport.connect({ frame: take, goodbye: () => undefined }, new AbortController().signal);
    if (result.kind !== 'open') throw new Error(`no session: ${result.why}`);
    session = result.session;
  });
  after(async () => {
    await session.close();
    await workspace.close();
  });

  /** What is heard of these frames and of a plain message after them, which must be the last. */
  const hear = async (frames: readonly unknown[]): Promise<readonly Incoming[]> => {
    heard = [];
    const last = new Promise<void>((resolve) => {
      allHeard = resolve;
    });
    for (const frame of frames) workspace.emit(frame);
    workspace.say('이도윤', 'general', SAID_AFTER);
    await last;
    return heard.slice(0, -1);
  };

  const rows = ROWS.filter(({ ends }) => ends !== true);
  for (const { says, frame, expect } of rows) {
    it(`${says}; then the next message`, async () => {
      assert.deepEqual(await hear([frame]), typeof expect === 'string' ? [] : [expect]);
    });
  }

  it('all of them at once, in order; then the next message', async () => {
    const messages = rows.flatMap(({ expect }) => (typeof expect === 'string' ? [] : [expect]));
    assert.deepEqual(await hear(rows.map(({ frame }) => frame)), messages);
  });

  it('a text that is no UTF-8; then the next message', async () => {
    workspace.emitText(Buffer.from([0x22, 0xff, 0xc0, 0x80, 0x22]));
    assert.deepEqual(await hear([]), []);
  });

  it('on one session from first to last', () => {
    assert.equal(workspace.sockets(), 1);
    assert.equal(workspace.calls().filter(({ method }) => method === 'rtm.connect').length, 1);
  });
});
