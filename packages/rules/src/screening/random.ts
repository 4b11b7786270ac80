// Numbers from a seed, the same on every machine (sfc32 of the PractRand suite, public domain): good for the tens of millions one run takes.

/** 0 < n < 1. */
export type Random = () => number

/** `stream` keeps apart what is drawn for different ends under one seed: who comes does not change because somebody takes longer. */
export function randomOf(seed: number, stream: number): Random {
  let a = seed | 0
  let b = stream | 0
  let c = 0x9e3779b9 | 0
  let counter = 1
  const next = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + mixed
    // Never 0: its logarithm is taken.
    return ((mixed >>> 0) + 0.5) / 4294967296
  }
  // Seeds that lie side by side begin alike: the first rounds mix them.
  for (let round = 0; round < 16; round += 1) next()
  return next
}
