// In: src/. Out: dist/, laid anew: dist/bin.js and the pieces that its commands load. One file is read where the packages
// have hundreds, which is most of the time that a start takes. Types are checked by `npm test`, not here.
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const dist = path.join(root, 'dist');

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: [path.join(root, 'src/bin.ts')],
  outdir: dist,
  chunkNames: 'pieces/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  legalComments: 'linked',
  // The packages that are CommonJS ask for these names.
  banner: {
    js: `import { createRequire as makeRequire } from 'node:module';
const require = makeRequire(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;`,
  },
  logLevel: 'warning',
});
