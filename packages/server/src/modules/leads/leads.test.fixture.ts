// A street with two communities under an order, its centre of tracing, and lists of leads as givers write them.
import { Buffer } from 'node:buffer'
import { expect } from 'vitest'
import { uuidv7 } from '../../platform/ids.ts'
import { type Caller, openTown, type Town } from '../../platform/testing.ts'
import { accessModule, resolveActor, seedAccount } from '../access/index.ts'
import { approvalsModule } from '../approvals/index.ts'
import { areasModule, insertAreas } from '../areas/index.ts'
import { buildQuarter, type Quarter } from '../gate/quarter.fixture.ts'
import { postureModule, putInForce } from '../posture/index.ts'
import { registryModule } from '../registry/index.ts'
import { tasksModule } from '../tasks/index.ts'
import { leadsModule } from './index.ts'

export const NOW = '2022-07-10T08:00:00+08:00'
export type LeadsTown = {
  town: Town
  quarter: Quarter
  head: Caller
  tracer: Caller
  street: Caller
  stone: Caller
  tower: Caller
  close(): Promise<void>
}
export async function openLeadsTown(): Promise<LeadsTown> {
  const town = await openTown({
    modules: [areasModule, accessModule, approvalsModule, registryModule, postureModule, tasksModule, leadsModule],
    resolveActor,
  })
  town.clock.now = new Date(NOW)
  const quarter = await buildQuarter(town, null)
  await town.system(async (ctx) => {
    // A compound of one name in both communities, so that an address may mean either.
    await insertAreas(ctx, [
      { id: uuidv7(), parentId: quarter.community.id, level: 'compound', name: '双桥公寓' },
      { id: uuidv7(), parentId: quarter.nextCommunity.id, level: 'compound', name: '双桥公寓' },
    ])
    await putInForce(ctx, {
      areaId: quarter.street.id,
      posture: 'emergency',
      packId: 'covid-19',
      edition: '2022-06-28',
      legalBasis: 'test',
      purpose: 'test',
      until: '2022-12-31',
      draftedBy: uuidv7(),
      approvedBy: uuidv7(),
    })
  })
  await town.drain()
  const { path } = quarter.street
  return {
    town,
    quarter,
    head: town.as('tracingHead', path, { unit: '流调专班' }),
    tracer: town.as('tracer', path, { unit: '流调专班' }),
    street: town.as('streetCommander', path, { unit: '街道办' }),
    stone: town.as('communityAdmin', quarter.community.path, { unit: '青石居委会' }),
    tower: town.as('communityAdmin', quarter.nextCommunity.path, { unit: '白塔居委会' }),
    close: () => town.close(),
  }
}
export const ok = async (caller: Caller, name: string, input: object = {}) => {
  const reply = await caller.call(name, input)
  expect(reply, `${name} ${JSON.stringify(reply.body)}`).toMatchObject({ status: 200 })
  return reply.body
}
export const refused = async (caller: Caller, name: string, input: object = {}): Promise<string> => (await caller.call(name, input)).body.code ?? 'done'

export type Line = Partial<Record<'reference' | 'name' | 'phone' | 'document' | 'address' | 'said' | 'kind' | 'sentAt', string>>
const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
export const leadsFile = (lines: readonly Line[], headers = ['编号', '姓名', '手机号', '证件号码', '现住址', '线索内容', '类别', '下发时间']) => ({
  name: 'leads.csv',
  bytes: Buffer.from(
    [
      headers,
      ...lines.map(({ reference = '', name = '', phone = '', document = '', address = '', said = '', kind = '', sentAt = '' }) => [
        reference,
        name,
        phone,
        document,
        address,
        said,
        kind,
        sentAt,
      ]),
    ]
      .map((cells) => cells.map(quoted).join(','))
      .join('\r\n'),
  ),
})
/** Of a range that is assigned to nobody. */
export const phoneOf = (at: number): string => `109${String(at).padStart(8, '0')}`
export async function take(t: LeadsTown, giverId: string, lines: readonly Line[], over: object = {}) {
  const reply = await t.tracer.upload('leads.importFile', { id: uuidv7(), giverId, areaId: t.quarter.street.id, isPreview: false, ...over }, leadsFile(lines))
  expect(reply, JSON.stringify(reply.body)).toMatchObject({ status: 200 })
  return reply.body
}
export async function addGiver(t: LeadsTown, name = '市疾控'): Promise<string> {
  const id = uuidv7()
  await ok(t.tracer, 'leads.addGiver', { id, areaId: t.quarter.street.id, name, kind: 'contact' })
  return id
}
type Page = { rows: { id: string; [key: string]: unknown }[]; next: { at: string; id: string } | null }
/** Every page of these states. */
export async function all(caller: Caller, areaId: string, states: string[], over: object = {}): Promise<any[]> {
  const rows: any[] = []
  for (let from: Page['next'] = null; ;) {
    const page: Page = await ok(caller, 'leads.list', { areaId, states, limit: 300, from, ...over })
    rows.push(...page.rows)
    if (page.next === null) return rows
    from = page.next
  }
}
export const partsOf = <T>(rows: readonly T[], most = 500): T[][] =>
  Array.from({ length: Math.ceil(rows.length / most) }, (_, at) => rows.slice(at * most, (at + 1) * most))

const PASSWORD = 'long-enough-0'
/** Volunteers of a compound, who may do nothing with leads. */
export const hireVolunteers = async (t: LeadsTown, logins: readonly string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const login of logins)
    ids.push(
      await t.town.system((ctx) =>
        seedAccount(ctx, {
          login,
          name: `志愿${login}`,
          unit: '志愿队',
          password: PASSWORD,
          grants: [{ role: 'volunteer', path: t.quarter.compound.path, from: '2022-01-01' }],
        }),
      ),
    )
  return ids
}
export async function signedIn(t: LeadsTown, login: string): Promise<Caller> {
  const reply = await t.town.anonymous.call('access.signIn', { login, password: PASSWORD })
  return t.town.withCookie(/xiaomen=([^;]+)/.exec(String(reply.headers['set-cookie']))![1]!)
}
