// A value of which nothing is known → what stands in it, as far as it is of the kind that is asked for.

export const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** '' is what Slack writes for what is not set. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

export const truth = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);
