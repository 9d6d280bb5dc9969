// Preloaded into a bot: the machine's clock is off, at the start and from each SIGUSR2 on, by the milliseconds that stand in the file CHAOS_CLOCK_FILE.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const read = () => Number(readFileSync(process.env.CHAOS_CLOCK_FILE, 'utf8'));
let jumpMs = read();
const now = () => RealDate.now() + jumpMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (_target, args, asked) => Reflect.construct(RealDate, args.length === 0 ? [now()] : args, asked),
  get: (_target, key) => (key === 'now' ? now : Reflect.get(RealDate, key)),
});

process.on('SIGUSR2', () => {
  jumpMs = read();
});
