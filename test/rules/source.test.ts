// What is read of a file or folder, and what keeps it from being read.
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRulesFile, readSource } from '../../src/rules/source.ts';

describe('source', () => {
  let home = '';
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'annyeong-source-'));
  });
  afterEach(() => rm(home, { recursive: true }));

  const write = async (name: string, content: string | Uint8Array): Promise<string> => {
    await writeFile(join(home, name), content);
    return join(home, name);
  };
  const faults = async (path: string): Promise<readonly string[]> => {
    const source = await readSource(path);
    assert.ok(source.kind === 'unreadable');
    return source.diagnostics.map((d) => `${d.code} ${d.line}:${d.column}`);
  };

  it('takes a BOM off and leaves line ends as they are', async () => {
    const source = await readSource(await write('a.yaml', '\ufeffrules: []\r\n'));
    assert.ok(source.kind === 'files');
    assert.deepEqual([source.isFolder, source.files.map((file) => file.text)], [false, ['rules: []\r\n']]);
  });

  it('reads a folder in name order, without backups', async () => {
    for (const name of ['20-b.yml', '10-a.yaml', '.hidden.yaml', 'a.yaml~', 'x.bak.yaml', 'notes.txt'])
      await write(name, `note: ${name}\n`);
    await mkdir(join(home, 'folder.yaml'));
    const source = await readSource(home);
    assert.ok(source.kind === 'files' && source.isFolder);
    assert.deepEqual(
      source.files.map((file) => file.path),
      [join(home, '10-a.yaml'), join(home, '20-b.yml')],
    );
  });

  for (const [name, isRead] of [
    ['rules.yaml', true],
    ['rules.yml', true],
    ['휴가.yaml', true],
    ['copying.yaml', true],
    ['rules copying.yaml', true],
    ['baked.yaml', true],
    ['.rules.yaml', false],
    ['.#rules.yaml', false],
    ['#rules.yaml#', false],
    ['rules.yaml~', false],
    ['.rules.yaml.swp', false],
    ['rules.bak.yaml', false],
    ['rules.yaml.bak', false],
    ['rules.orig.yaml', false],
    ['rules.rej.yml', false],
    ['rules - 복사본.yaml', false],
    ['rules - 복사본 (2).yaml', false],
    ['rules - 복사본.yaml'.normalize('NFD'), false],
    ['rules copy.yaml', false],
    ['rules copy 2.yaml', false],
    ['rules.json', false],
  ] as const) {
    it(`${isRead ? 'reads' : 'passes over'} ${name}`, () => assert.equal(isRulesFile(name), isRead));
  }

  it('names what is wrong with the path', async () => {
    assert.deepEqual(await faults(''), ['path-empty 1:1']);
    assert.deepEqual(await faults(join(home, 'none.yaml')), ['file-missing 1:1']);
    assert.deepEqual(await faults(home), ['folder-empty 1:1']);
    assert.deepEqual(await faults('/dev/null'), ['file-kind 1:1']);
    assert.deepEqual(await faults(`${home}/a\0b`), ['file-unreadable 1:1']);
  });

  it('takes a file by another kind of name for no rules', async () => {
    assert.deepEqual(await faults(await write('README.md', '# rules\n')), ['file-not-rules 1:1']);
    for (const name of ['rules', 'rules.YML', 'rules.json'])
      assert.equal((await readSource(await write(name, 'rules: []\n'))).kind, 'files');
  });

  it('names the rules file beside a missing one, where the names are alike', async () => {
    await write('rules.yaml', 'rules: []\n');
    const hint = async (name: string): Promise<string> => {
      const source = await readSource(join(home, name));
      assert.ok(source.kind === 'unreadable');
      return source.diagnostics.map((d) => `${d.code} ${d.hint.en}`).join();
    };
    assert.ok((await hint('rules.yml')).includes(join(home, 'rules.yaml')));
    assert.ok(!(await hint('보기.yaml')).includes('rules.yaml'));
  });

  it('names a file that may not be read', async function () {
    const path = await write('a.yaml', 'rules: []\n');
    await chmod(path, 0o000);
    if (process.getuid?.() !== 0) assert.deepEqual(await faults(path), ['file-unreadable 1:1']);
  });

  it('names UTF-8 at the line where other bytes begin', async () => {
    assert.deepEqual(
      await faults(
        await write(
          'euc.yaml',
          Buffer.concat([Buffer.from('version: 1\nname: '), Buffer.from([0xc8, 0xde, 0xb0, 0xa1])]),
        ),
      ),
      ['file-encoding 2:7'],
    );
    assert.deepEqual(await faults(await write('le.yaml', Buffer.from('\ufeffrules: []\n', 'utf16le'))), [
      'file-encoding 1:1',
    ]);
    assert.deepEqual(await faults(await write('no-bom.yaml', Buffer.from('rules: []\n', 'utf16le'))), [
      'file-encoding 1:1',
    ]);
    assert.deepEqual(await faults(await write('nul.yaml', 'version: 1\nrules: 휴가\0\n')), ['file-encoding 2:10']);
    assert.deepEqual(await faults(await write('cut.yaml', Buffer.from('reply: 안녕').subarray(0, -1))), [
      'file-encoding 1:9',
    ]);
  });

  it('refuses a file that is too large', async () => {
    assert.deepEqual(await faults(await write('big.yaml', Buffer.alloc(17 * 2 ** 20, 0x20))), ['file-too-large 1:1']);
  });

  it('changes its digest with name, content and readability, and with nothing else', async () => {
    const path = await write('a.yaml', 'rules: []\n');
    const first = (await readSource(home)).digest;
    assert.equal((await readSource(home)).digest, first);
    await write('a.yaml', 'rules: {}\n');
    const second = (await readSource(home)).digest;
    await rm(path);
    const third = (await readSource(home)).digest;
    await write('b.yaml', 'rules: {}\n');
    const fourth = (await readSource(home)).digest;
    assert.equal(new Set([first, second, third, fourth]).size, 4);
  });
});
