import type { Caller } from '../../packages/server/src/platform/testing.ts'
import { ok } from './people.ts'

export type OccupationIds = { keyStaffId: string }

/** A courier among the staff, who was never tested; the employer has a link. */
export async function furnishOccupations(office: Caller, { enterpriseId }: { enterpriseId: string }): Promise<OccupationIds> {
  const courier = { enterpriseId, name: '快小跑', phone: null, document: null, occupation: 'courier', note: null, from: '2022-03-01' }
  const { id } = ok(await office.call('registry.addStaff', courier), 'addStaff')
  ok(await office.call('occupations.issueLink', { enterpriseId }), 'issueLink')
  return { keyStaffId: id }
}
