// The contract of rules.yaml as ajv checks it: from a plain value to everything in it that does not fit.
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import schema from '../../schema/rules.schema.json' with { type: 'json' };

// That the schema itself is sound is for a test to say, once; here it would be a fifth of the start.
const ajv = new Ajv2020({
  allErrors: true,
  verbose: true,
  strictTypes: false,
  strictRequired: false,
  validateSchema: false,
});
// What an editor says of a value; the bot has sentences of its own.
ajv.addVocabulary(['errorMessage']);
const fits = ajv.compile(schema);

/** Each part of a definition → the definition's name: ajv's own paths leave out what it compiles in place. */
const DEFS: ReadonlyMap<unknown, string> = (() => {
  const defs = new Map<unknown, string>();
  const walk = (part: unknown, name: string): void => {
    if (!(part instanceof Object) || defs.has(part)) return;
    defs.set(part, name);
    for (const inner of Object.values(part)) walk(inner, name);
  };
  for (const [name, definition] of Object.entries(schema.$defs)) walk(definition, name);
  return defs;
})();

/** One thing that does not fit; `path` leads from the root to the value by keys and indexes. */
export interface Misfit {
  readonly path: readonly string[];
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  /** The definition that the value does not fit, such as `duration`; '' where it is of no named one. */
  readonly def: string;
  /** Keys that the schema knows in this place. */
  readonly known: readonly string[];
}

export const misfits = (value: unknown): readonly Misfit[] =>
  fits(value) ? [] : (fits.errors ?? []).filter(isCause).map(misfit);

/** `if` only repeats what its `then` or `else` says; branches of `anyOf` are summed up by `anyOf` itself. */
const isCause = (error: ErrorObject): boolean =>
  error.keyword !== 'if' && error.keyword !== 'propertyNames' && !/\/anyOf\/\d+\//u.test(error.schemaPath);

const misfit = (error: ErrorObject): Misfit => {
  const properties: unknown = error.parentSchema?.properties;
  return {
    path: error.instancePath
      .split('/')
      .slice(1)
      .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')),
    keyword: error.propertyName === undefined ? error.keyword : 'propertyNames',
    params: error.propertyName === undefined ? error.params : { propertyName: error.propertyName },
    def: DEFS.get(error.parentSchema) ?? '',
    known: properties instanceof Object ? Object.keys(properties) : [],
  };
};
