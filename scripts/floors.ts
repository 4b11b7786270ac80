/** Lower floors first. A module calls only lower floors; the words of one floor never call each other, they tell each other events. */
export const FLOORS = [
  ['areas'],
  ['access'],
  ['approvals'],
  ['registry'],
  ['posture'],
  ['tasks', 'photos', 'answerability'],
  ['risk', 'status', 'zones'],
  ['gate', 'control', 'care', 'places', 'supplies', 'requests', 'muster', 'notices', 'sweeps', 'antigen'],
  // Beside the gate, and standing on it: they ask its verdict, who came in, or what gates there are; aid says whom they let through, testing reads the codes shown there.
  ['doors', 'visitors', 'checklists', 'patrols', 'arrivals', 'aid', 'testing'],
  // Seals stand on doors: a sensor is one of its devices. Screening plans what testing does, lab says what became of its tubes. A test elsewhere counts in a round of testing.
  ['daily', 'command', 'privacy', 'setup', 'seals', 'screening', 'lab', 'foreign', 'leads', 'presence'],
  // Queries reads the lists of every floor beneath it. Tracing joins what leads tell, who was where, and whose tube was whose. Occupations asks when somebody was last tested, here or elsewhere.
  ['queries', 'occupations', 'tracing'],
  // Who of a site was tested, occupations knows; how long people wait, screening.
  ['sites'],
] as const satisfies readonly (readonly string[])[]

/** Index of the floor of a word, or -1. */
export const floorOf = (word: string): number => FLOORS.findIndex((words) => (words as readonly string[]).includes(word))
