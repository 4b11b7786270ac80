const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\s+/g
const linesIn = (text: string) => text.split('\n').length - 1

/** Line of each value by its place, keys and indexes joined by dots; as far as the text can be read. */
function linesOf(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  const open: { isList: boolean; key: string | number; awaitsKey: boolean }[] = []
  let line = 1
  for (const [token] of text.matchAll(TOKEN)) {
    const inner = open.at(-1)
    if (token.trim() === '') line += linesIn(token)
    else if (token === '}' || token === ']') open.pop()
    else if (token === ',') {
      if (inner?.isList === true) inner.key = Number(inner.key) + 1
      else if (inner !== undefined) inner.awaitsKey = true
    } else if (token === ':') continue
    else if (inner?.awaitsKey === true) {
      inner.key = token.slice(1, -1)
      inner.awaitsKey = false
    } else {
      lines.set(open.map(({ key }) => key).join('.'), line)
      if (token === '{' || token === '[') open.push({ isList: token === '[', key: token === '[' ? 0 : '', awaitsKey: token === '{' })
    }
  }
  return lines
}

/** The line where a place stands in a text of JSON; that of what is around it, where it is not there itself. */
export function lineOfPlace(text: string, path: string): number {
  const lines = linesOf(text)
  const steps = path === '' ? [] : path.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const line = lines.get(steps.slice(0, length).join('.'))
    if (line !== undefined) return line
  }
  return 1
}
