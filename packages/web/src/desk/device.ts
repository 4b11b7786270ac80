const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg/, 'Edge'],
  [/Firefox/, 'Firefox'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows/, 'Windows'],
  [/Android/, 'Android'],
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
]
const first = (names: readonly (readonly [RegExp, string])[], agent: string) => names.find(([pattern]) => pattern.test(agent))?.[1]

/** What a person recognises of a browser's long name of itself; null when it says nothing. */
export function deviceName(agent: string): string | null {
  const known = [first(BROWSERS, agent), first(SYSTEMS, agent)].filter((part) => part !== undefined)
  if (known.length > 0) return known.join(' · ')
  return agent.trim() === '' ? null : agent
}
