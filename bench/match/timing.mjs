// Functions that are to be compared → nanoseconds a call: rounds in turn, so that a busy moment meets all of them alike.

/** `calls` of each in every round. What is given is the quickest round of each, which other programs disturbed least. */
export const compare = (functions, { count, rounds = 41, calls = count }) => {
  const taken = functions.map(() => Infinity);
  for (let round = 0; round < rounds; round += 1)
    for (const [index, call] of functions.entries()) {
      const began = process.hrtime.bigint();
      for (let at = 0; at < calls; at += 1) sink = call(at % count);
      taken[index] = Math.min(taken[index], Number(process.hrtime.bigint() - began) / calls);
    }
  return taken;
};

/** Kept, so that no call is left out for its result not being used. */
export let sink;
