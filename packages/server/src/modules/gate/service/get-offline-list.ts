import type { gate } from '@xiaomen/contract'
import { isListedOn } from '@xiaomen/rules/risk'
import { createHash } from 'node:crypto'
import type { Ctx } from '../../../platform/ctx.ts'
import type { Handlers } from '../../../platform/module.ts'
import { localDay, startOfDay } from '../../../platform/time.ts'
import { areasAt } from '../../areas/index.ts'
import { planAt } from '../../posture/index.ts'
import { riskAreasAbove } from '../../risk/index.ts'
import { exitsSince, quotaKeyOf } from '../exits.ts'
import { casesOf, holderOf } from '../holders.ts'
import { listCredentialsOfCommunity } from '../repo/credentials.ts'
import { LEAST_VERSION, listPublicKeys, STRIP_DAYS } from '../signing.ts'
import { nameOfOnlyOpen } from '../repo/only-open.ts'
import { openPlate, transportsOf } from '../transports.ts'
import { zonesOf } from '../zones.ts'
import { timesAt } from '../times.ts'
import { gateFor } from './gates.ts'

const DAY_MS = 86_400_000

export const getOfflineList: Handlers<typeof gate>['getOfflineList'] = async (ctx, { gateId, etag }) => {
  const gate = await gateFor(ctx, gateId, 'gate.record')
  const { gate: policy } = await planAt(ctx, gate.area_path)
  const { keys, withdrawnKeys } = await listPublicKeys(ctx)
  // A withdrawn code can be shown for as long as its last strip runs; after that it is merely unknown.
  const showable = new Date(ctx.now.getTime() - (STRIP_DAYS + 1) * DAY_MS)
  const credentials = await listCredentialsOfCommunity(ctx, gate.community_id, showable)
  const cases = await casesOf(ctx, gate.community_id)
  const revoked = credentials
    .filter((row) => row.revoked_at !== null)
    .map((row) => row.code_id)
    .toSorted()
  const quota = policy.exitQuota
  const keyOf = (row: (typeof credentials)[number]) => quotaKeyOf(quota, { personId: row.person_id, homeId: row.home_id, passClass: row.pass_class })
  // Of everybody, and as midnights: neither who of a home went nor when stands on the phone.
  const exits = quota === null ? null : await exitsSince(ctx, gate.community_id, quota, null, ctx.now)
  const zones = await zonesOf(ctx)
  const transports = await transportViews(ctx, gate.area_path)
  // Where nobody's status is asked for it stays off the phone.
  const holderFor = (row: (typeof credentials)[number]) => {
    const holder = holderOf(row, cases)
    const counted = exits?.of(keyOf(row), ctx.now) ?? []
    const within = zones.ofHome(row.area_path)
    return {
      ...holder,
      ...(policy.asksStatus === 'nobody' ? { status: null } : {}),
      ...(counted.length === 0 ? {} : { exits: counted }),
      ...(within.length === 0 ? {} : { zones: within }),
    }
  }
  const entries = credentials
    .filter((row) => row.revoked_at === null)
    .map((row) => ({
      credentialId: row.id,
      codeId: row.code_id,
      shortCode: row.short_code,
      passClass: row.pass_class,
      from: row.valid_from?.toISOString() ?? null,
      until: row.valid_until?.toISOString() ?? null,
      quotaKey: keyOf(row),
      holder: holderFor(row),
    }))
  const today = localDay(ctx.now)
  const { asks, lookBackDays, levels } = policy.whereFrom
  // Nobody is asked, nothing is carried about. Those of tomorrow are in it: a phone may stay without network past midnight.
  const listed = asks === 'nobody' ? [] : (await riskAreasAbove(ctx, localDay(startOfDay(today, -lookBackDays))))(gate.area_path)
  const tomorrow = localDay(startOfDay(today, 1))
  const riskAreas = listed.filter((area) => levels.includes(area.level) && (isListedOn(area, today, lookBackDays) || isListedOn(area, tomorrow, lookBackDays)))
  const times = await timesAt(ctx, gate, ctx.now)
  const openInstead = times.closedUntil === null ? null : await nameOfOnlyOpen(ctx, gate.area_id, ctx.now)
  const content = {
    riskAreas,
    zones: zones.atGate(gate.area_path),
    transports,
    policy,
    times,
    openInstead,
    dropZone: gate.drop_zone,
    keys,
    withdrawnKeys,
    leastVersion: LEAST_VERSION,
    revoked,
  }
  const current = createHash('sha256')
    .update(JSON.stringify([content, entries]))
    .digest('base64url')
    .slice(0, 27)
  const isUnchanged = etag === current
  const now = ctx.now.toISOString()
  return { etag: current, isUnchanged, issuedAt: now, serverNow: now, ...content, entries: isUnchanged ? [] : entries }
}

/** What a guard has to know to let them through at once: the building and the plate, and nothing of who or why. */
async function transportViews(ctx: Ctx, gatePath: string) {
  const marks = (await transportsOf(ctx)).under(gatePath, ctx.now)
  const upOf = (path: string) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index + 1))
  const buildings = (await areasAt(ctx, [...new Set(marks.flatMap((mark) => upOf(mark.area_path)))])).filter(({ level }) => level === 'building')
  return marks.map((mark) => ({
    id: mark.transport_id,
    building: buildings.find(({ path }) => mark.area_path.startsWith(path))?.name ?? '',
    plate: openPlate(ctx, mark),
    from: mark.from_at.toISOString(),
    until: mark.until_at.toISOString(),
  }))
}
