// The schema → the keys that it knows in each place, so that none of them is written down a second time.
import schema from '../../schema/rules.schema.json' with { type: 'json' };

const keysOf = ({ properties }: { readonly properties: object }): readonly string[] => Object.keys(properties);
const { $defs: parts } = schema;

export const TOP_KEYS = keysOf(schema);
export const RULE_KEYS = keysOf(parts.rule);
export const DEFAULT_KEYS = keysOf(parts.default);
export const MATCH_KEYS = keysOf(parts.matcherMapping);
export const REPLY_KEYS = keysOf(parts.replyMapping);
export const EXAMPLES_KEYS = keysOf(parts.examples);
/** Of a rule's `hours`: a window's, and `not`. */
export const HOURS_KEYS = keysOf(parts.hoursMapping);
export const LIMIT_KEYS = keysOf(parts.limit);
