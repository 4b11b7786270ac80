/** '李新 10100000001、王五' → people with their telephones, as somebody types from paper. At most twenty. */
export function readNames(typed: string): { name: string; kind: 'tenant'; phone?: string }[] {
  return typed
    .split(/[、，,;；\n]/u)
    .flatMap((part) => {
      const phone = /[0-9][0-9 -]{5,18}$/.exec(part.trim())?.[0].replace(/[ -]/g, '')
      const name = part
        .trim()
        .replace(/[0-9][0-9 -]{5,18}$/, '')
        .trim()
      return name === '' ? [] : [{ name: name.slice(0, 50), kind: 'tenant' as const, ...(phone === undefined ? {} : { phone }) }]
    })
    .slice(0, 20)
}
