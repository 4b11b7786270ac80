// Apart from code.ts: a resident's phone shows a code of either side and never asks which it is.
/** In a drill the same codes begin with XD. Its own keys keep the two apart; by this a gate can say why. */
export const inDrill = (code: string): string => code.replace(/^XM/, 'XD')
/** A drill's code outside it, or a real one in a drill: to each other they are foreign. */
export const isOfAnotherSide = (text: string, isDrillHere: boolean): boolean => {
  const side = /^X([DM])[1P]:/.exec(text)?.[1]
  return side !== undefined && (side === 'D') !== isDrillHere
}
