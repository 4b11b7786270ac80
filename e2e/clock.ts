// Loaded before a server of the stories (`--import`): its clock runs as ours does, from XIAOMEN_STORY_CLOCK on. So a night passes, and what is due at 07:30 is done at 07:30.
const begin = Date.parse(process.env['XIAOMEN_STORY_CLOCK'] ?? '')
if (Number.isNaN(begin)) throw new Error('XIAOMEN_STORY_CLOCK must be an instant.')
const RealDate = Date
const aheadMs = begin - RealDate.now()
const now = () => RealDate.now() + aheadMs

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
  get: (target, key) => (key === 'now' ? now : (Reflect.get(target, key) as unknown)),
})
