// A promise under a test's hand.
export const gate = <Value = void>(): { readonly open: (value: Value) => void; readonly opened: Promise<Value> } => {
  const openers: ((value: Value) => void)[] = [];
  const opened = new Promise<Value>((resolve) => openers.push(resolve));
  return { open: (value) => openers[0]?.(value), opened };
};
