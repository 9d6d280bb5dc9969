// In: src/. Out: dist/, or the folder given, laid anew: bin.js (the command), library.js with library.d.ts (the package's
// exports), and the pieces that both load. One file is read where the packages have hundreds, which is most of the time that
// a start takes. Types are checked by `npm test`, not here.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.join(import.meta.dirname, '..');
const dist = path.resolve(process.argv[2] ?? path.join(root, 'dist'));

await rm(dist, { recursive: true, force: true });
await build({
  entryPoints: [path.join(root, 'src/bin.ts'), path.join(root, 'src/library.ts')],
  outdir: dist,
  chunkNames: 'pieces/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // The one finds its compiled part beside its own file; the other is read only where replicas share the work.
  external: ['classic-level', 'ioredis'],
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
await declare('library');

/** The declarations of one file, which imports nothing in them: those of all others are left behind. */
async function declare(name) {
  const apart = await mkdtemp(path.join(tmpdir(), 'annyeong-types-'));
  try {
    const flags = [
      '--noEmit',
      'false',
      '--declaration',
      '--emitDeclarationOnly',
      '--noCheck',
      '--rootDir',
      root,
      '--outDir',
      apart,
    ];
    const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
    const { status, stdout } = spawnSync(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.json'), ...flags], {
      cwd: root,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`the declarations could not be written:\n${stdout}`);
    await copyFile(path.join(apart, `src/${name}.d.ts`), path.join(dist, `${name}.d.ts`));
  } finally {
    await rm(apart, { recursive: true, force: true });
  }
}
