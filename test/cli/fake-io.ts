// Lines for the input and an environment → an Io whose output can be read, and a command's run in it.
import { PassThrough, Readable, Writable } from 'node:stream';
import { main } from '../../src/cli/main.ts';
import type { Io } from '../../src/cli/io.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const runMain = async (
  argv: readonly string[],
  env: Readonly<Record<string, string>> = { ANNYEONG_LANG: 'en' },
): Promise<Ran> => {
  const { io, ran } = ioTo(env);
  const code = await main(argv, io);
  return { code, ...ran() };
};

/** `ran`: what has been written so far. */
export const ioTo = (
  env: Readonly<Record<string, string>>,
  input: readonly string[] = [],
): { readonly io: Io; readonly ran: () => Omit<Ran, 'code'> } => {
  const out = sink();
  const err = sink();
  const io: Io = {
    env,
    input: Readable.from(input).pipe(new PassThrough()),
    out: out.stream,
    err: err.stream,
    called: '/usr/local/bin/annyeong',
    onSignal: () => {},
    leave: () => {},
  };
  return { io, ran: () => ({ out: out.text(), err: err.text() }) };
};

const sink = () => {
  let text = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      text += String(chunk);
      done();
    },
  });
  return { stream, text: () => text };
};
