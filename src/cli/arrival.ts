// Something that happens once → a promise of it, and the function that says it has happened.
export interface Arrival {
  readonly promise: Promise<void>;
  readonly arrived: () => void;
}

export const arrival = (): Arrival => {
  let settle = (): void => {};
  const promise = new Promise<void>((resolve) => {
    settle = resolve;
  });
  return { promise, arrived: () => settle() };
};
