/** Numbers that look random and are the same for the same seed. */
export type Random = {
  /** From 0, below 1. */
  share: () => number;
  /** A whole number from 0, below `below`. */
  whole: (below: number) => number;
  pick: <One>(list: readonly One[]) => One | undefined;
  /** An independent sequence, the same for the same seed and name. */
  branch: (name: string) => Random;
};

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  // The mulberry32 step: 32 bits of state, good enough to choose what a test does.
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number) => Math.floor(share() * below);
  return {
    share,
    whole,
    pick: (list) => list[whole(list.length)],
    branch: (name) => {
      let hash = seed;
      for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
      return seeded(hash);
    },
  };
}
