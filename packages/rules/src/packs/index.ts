// 预案: what is done with the files of a plan pack, whichever disease it is of.
export { EXEMPLIFIED, runExamples } from './examples.ts'
export type { Example, Exemplary, Exemplified, ExampleResult } from './examples.ts'
export { differencesOf } from './compare.ts'
export type { Difference } from './compare.ts'
export { type ComparedRules, RULE_SUBJECTS, type RuleChange, ruleChanges, type RuleSubject } from './changes.ts'
