/** Lower floors first. A module calls only lower floors; the words of one floor never call each other, they tell each other events. */
export const FLOORS = [
  ['areas'],
  ['access'],
  ['approvals'],
  ['registry'],
  ['posture'],
  ['tasks', 'photos', 'answerability'],
  ['risk', 'status', 'zones'],
  ['gate', 'control', 'care', 'testing', 'tracing', 'places', 'supplies', 'requests', 'muster', 'notices', 'sweeps'],
  // Beside the gate, and standing on it: they ask its verdict, or what gates there are.
  ['doors', 'visitors', 'checklists', 'patrols'],
  ['daily', 'command', 'privacy', 'setup'],
  // Reads the lists of every floor beneath it.
  ['queries'],
] as const satisfies readonly (readonly string[])[]

/** Index of the floor of a word, or -1. */
export const floorOf = (word: string): number => FLOORS.findIndex((words) => (words as readonly string[]).includes(word))
