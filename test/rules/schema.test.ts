// The schema by itself: sound by its own rules, and speaking both languages to those who edit in an editor.
import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import schema from '../../schema/rules.schema.json' with { type: 'json' };

describe('the schema of rules.yaml', () => {
  it('is a valid schema of draft 2020-12', () => {
    const ajv = new Ajv2020({ strictTypes: false, strictRequired: false });
    assert.equal(ajv.validateSchema(schema), true, JSON.stringify(ajv.errors));
  });

  it('describes each key of the file in Korean and in English', () => {
    for (const [key, value] of Object.entries(schema.properties)) {
      const said = 'description' in value ? value.description : '';
      assert.match(said, /[가-힣]/u, key);
      assert.match(said, /[a-z]{3}/u, key);
    }
  });
});
