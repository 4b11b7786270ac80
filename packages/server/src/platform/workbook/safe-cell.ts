// 单元格安全: what may stand in a cell so that no program computes it and no file breaks on it.

/** A value that Excel would compute, also after it was saved as CSV and opened again: full-width signs count too. */
export const computes = (value: string): boolean => /^\s*[=+\-@\t\r＝＋－＠]/.test(value)
export const safeCsv = (value: string): string => {
  const safe = computes(value) ? `'${value}` : value
  return /["\n\r,]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
/** Without the characters that XML cannot hold: one of them would make the whole workbook unreadable. */
export const storable = (value: string): string => value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '').toWellFormed()
export const escapeXml = (value: string): string =>
  storable(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** As it stands in the header or footer of a printed page: '&' begins a command there, and 255 characters are all there are. */
export const escapeMargin = (value: string): string => escapeXml([...value.replaceAll('&', '&&')].slice(0, 200).join(''))
