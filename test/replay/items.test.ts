// The bytes of a JSON array in any chunks → the entries that JSON.parse would find.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { openItems } from '../../src/replay/items.ts';

const fed = (text: string, cuts: readonly number[]) => {
  const items = openItems();
  const bytes = Buffer.from(text);
  const found: unknown[] = [];
  let from = 0;
  for (const cut of [...cuts.map((one) => one % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b)) {
    found.push(...items.feed(bytes.subarray(from, cut)));
    from = cut;
  }
  return { found, fault: items.fault(), broken: items.broken() };
};

describe('entries of a JSON array', () => {
  it('are those of JSON.parse, wherever the chunks are cut', () => {
    const entry = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue()));
    fc.assert(
      fc.property(fc.array(entry), fc.array(fc.nat()), fc.constantFrom(undefined, 2, '\t'), (entries, cuts, indent) => {
        const text = JSON.stringify(entries, null, indent);
        assert.deepEqual(fed(text, cuts), { found: JSON.parse(text), fault: null, broken: 0 });
      }),
    );
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.string(), (bytes, text) => {
        const items = openItems();
        items.feed(bytes);
        items.feed(Buffer.from(text));
        items.fault();
      }),
    );
  });

  const check = (
    sentence: string,
    text: string,
    due: { found: number; fault: string | null; broken: number },
  ): void => {
    it(sentence, () => {
      const { found, fault, broken } = fed(text, [3, 7]);
      assert.deepEqual({ found: found.length, fault, broken }, due);
    });
  };
  check('an empty array', '[]', { found: 0, fault: null, broken: 0 });
  check('a byte order mark before it', '\uFEFF [{"a":1}]\n', { found: 1, fault: null, broken: 0 });
  check('brackets and quotes within texts', '[{"a":"]}\\"["},{"b":"\\\\"}]', { found: 2, fault: null, broken: 0 });
  check('a broken entry among good ones', '[{"a":1},{"a":},{"a":2}]', { found: 2, fault: null, broken: 1 });
  check('entries that are no objects', '[1,"x",null,{"a":1}]', { found: 1, fault: null, broken: 3 });
  check('cut off within an entry', '[{"a":1},{"a":', { found: 1, fault: 'cut_off', broken: 0 });
  check('cut off between entries', '[{"a":1},', { found: 1, fault: 'cut_off', broken: 0 });
  check('an object', '{"a":[1]}', { found: 0, fault: 'not_an_array', broken: 0 });
  check('a text', '"[{}]"', { found: 0, fault: 'not_an_array', broken: 0 });
  check('nothing', '', { found: 0, fault: 'not_an_array', broken: 0 });
  check('something behind the array', '[{"a":1}] x', { found: 1, fault: 'not_an_array', broken: 0 });

  it('leaves out an entry that is too large, and goes on', () => {
    const { found, broken } = fed(`[{"a":"${'x'.repeat(9 * 1024 * 1024)}"},{"a":1}]`, [1_000_000, 5_000_000]);
    assert.deepEqual({ found, broken }, { found: [{ a: 1 }], broken: 1 });
  });
});
