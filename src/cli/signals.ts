// Signals → the first tells the command to stop, the second ends the process at once.
import { EXIT_BY, type Io } from './io.ts';

export const onFirstSignal = (io: Io, stop: () => void): void => {
  let isStopping = false;
  io.onSignal((signal) => {
    if (isStopping) return io.leave(EXIT_BY[signal]);
    isStopping = true;
    stop();
  });
};
