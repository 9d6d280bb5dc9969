#!/usr/bin/env node
// The process's edge: argv, streams and signals in, an exit code out.
import { withDotenv } from './bot/dotenv.ts';
import { EXIT_BY, type Signal } from './cli/io.ts';
import { main } from './cli/main.ts';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever was reading has gone (`annyeong check | head`): there is nobody left to tell.
    if (error.code !== 'EPIPE') throw error;
  });
}

// From the first moment on, so that no signal can come too early; a command says what it does at one.
let onSignal = (signal: Signal): void => process.exit(EXIT_BY[signal]);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => onSignal(signal));

const code = await main(process.argv.slice(2), {
  env: withDotenv(process.env, process.cwd()),
  called: process.argv[1] ?? '',
  input: process.stdin,
  out: process.stdout,
  err: process.stderr,
  onSignal: (listener) => {
    onSignal = listener;
  },
  leave: (exit) => process.exit(exit),
});

// Where pipes are asynchronous, leaving at once would cut the last lines off.
process.stderr.write('', () => process.stdout.write('', () => process.exit(code)));
