import { uuidv7 } from '../../platform/ids.ts'

/** What a worker's phone sends of one door where nothing more was found than the outcome. */
export const visitOf = (homeId: string, outcome: string, more: object = {}) => ({
  id: uuidv7(),
  homeId,
  at: '2022-05-04T03:00:00Z',
  way: 'visit',
  outcome,
  reason: null,
  tryOn: null,
  tryPart: null,
  people: [],
  newcomers: [],
  homeUse: null,
  note: null,
  corrects: null,
  ...more,
})
