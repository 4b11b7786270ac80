// Columns that the database keeps as text and TypeScript may know better: only the module's own repo writes them, from these types.
// A name with a capital comes from @xiaomen/rules/<word> of the same module; anything else is written as it stands.
export const NARROWED: Record<string, string> = {
  'registry.home.use': 'HomeUse',
  'registry.person.document_kind': 'DocumentKind',
  'registry.residency.kind': 'ResidencyKind',
  'registry.import.format': "'xlsx' | 'csv'",
  'registry.import.state': "'reading' | 'ready' | 'committing' | 'committed' | 'undoing' | 'undone' | 'failed'",
  'registry.import_change.kind': "'person' | 'home'",
  'gate.credential.pass_class': 'PassClass',
  'gate.signing_key.state': "'next' | 'current' | 'old'",
  'gate.passage.direction': 'Direction',
  'gate.passage.means': 'MeansKind',
  'gate.passage.pass_class': 'PassClass',
  'gate.passage.outcome': 'Outcome',
  'gate.passage.reasons': 'Reason[]',
  'gate.passage.guard_says': "'admitted' | 'turnedAway'",
  'gate.hold.reasons': 'Reason[]',
  'gate.hold.finding': "'noFever' | 'otherIllness' | 'sentToClinic' | 'leftUnseen'",
}
