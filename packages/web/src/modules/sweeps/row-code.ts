/** A row of the printed list, as its code says: the place on this phone's face, or null when it is some other code. */
export function readRowCode(code: string): `/${string}` | null {
  const found = /#(\/sweep\/[0-9a-f-]{36}\/row\/\d{1,5}-\d{1,3})$/.exec(code)
  return found === null ? null : (found[1] as `/${string}`)
}
