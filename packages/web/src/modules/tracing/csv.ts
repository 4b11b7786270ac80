/** Opens in Excel, WPS and LibreOffice as it was meant; a cell that begins like a formula is text. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (value: string) => {
    const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}`
}
