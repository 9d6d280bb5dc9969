// The schema by itself: sound by its own rules, and speaking both languages to those who edit in an editor.
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../../schema/rules.schema.json' with { type: 'json' };

describe('the schema of rules.yaml', () => {
  it('is a valid schema of draft 2020-12', () => {
    const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
    assert.equal(ajv.validateSchema(schema), true, JSON.stringify(ajv.errors));
  });

  it('describes each key of every mapping in Korean and in English', () => {
    const defs: Readonly<Record<string, unknown>> = schema.$defs;
    const described = (value: unknown): boolean => {
      if (!(value instanceof Object)) return false;
      if ('description' in value)
        return /[가-힣]/u.test(String(value.description)) && /[a-z]{3}/u.test(String(value.description));
      const name = '$ref' in value ? /^#\/\$defs\/(\w+)$/u.exec(String(value.$ref))?.[1] : undefined;
      return name !== undefined && described(defs[name]);
    };
    const bare: string[] = [];
    const walk = (part: unknown, at: string): void => {
      if (!(part instanceof Object)) return;
      for (const [key, inner] of Object.entries(part)) {
        // Within `then` a property is only narrowed: what it is has been said beside it.
        if (key === 'properties' && inner instanceof Object && 'additionalProperties' in part)
          for (const [name, value] of Object.entries(inner)) if (!described(value)) bare.push(`${at}.${name}`);
        walk(inner, `${at}/${key}`);
      }
    };
    walk(schema, '');
    assert.deepEqual(bare, []);
  });

  it('has a sentence in both languages wherever a text has a shape of its own', () => {
    for (const [name, value] of Object.entries(schema.$defs)) {
      if (!('pattern' in value)) continue;
      const said = 'errorMessage' in value ? value.errorMessage : '';
      assert.match(said, /[가-힣]/u, name);
      assert.match(said, /[a-z]{3}/u, name);
    }
  });

  it('describes each key of the file in Korean and in English', () => {
    for (const [key, value] of Object.entries(schema.properties)) {
      const said = 'description' in value ? value.description : '';
      assert.match(said, /[가-힣]/u, key);
      assert.match(said, /[a-z]{3}/u, key);
    }
  });
});
