// Code 128, set B (ISO/IEC 15417): for the scanners of a laboratory that read lines only.
/** Widths of three bars and three spaces for each of the 106 values, in modules; the last is the stop, which ends with a bar more. */
const WIDTHS =
  '212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232'
const STOP = '2331112'
const START_B = 104
const widthsOf = (value: number): string => WIDTHS.slice(value * 6, value * 6 + 6)

/**
 * The widths of bars and spaces, in modules, beginning with a bar; a light margin of ten modules on both sides is the printer's to leave.
 * @param text characters from space to tilde (ASCII 32 to 126)
 * @throws RangeError for any other character, and for none at all
 */
export function code128(text: string): number[] {
  const values = [...text].map((letter) => letter.charCodeAt(0) - 32)
  if (values.length === 0 || values.some((value) => value < 0 || value > 94))
    throw new RangeError('Code 128 B takes one or more characters from space to tilde.')
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), START_B) % 103
  const widths = [START_B, ...values, check].map(widthsOf).join('') + STOP
  return [...widths].map(Number)
}
