// In: the checkout. Out: what becomes of every message while all kinds of things go wrong; see test/chaos/main.ts for what it takes.
import { register } from 'tsx/esm/api';

register();
const { main } = await import('../test/chaos/main.ts');
process.exit(await main(process.argv.slice(2)));
