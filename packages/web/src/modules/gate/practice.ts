// 练习: invented people at an invented gate, judged by the same rules on the phone. Nothing is written, no door opens.
import { type Bytes, type Direction, inDrill, kidOf, shortCodeOf, signStrip, type Verdict } from '@xiaomen/rules/gate'
import type { SeenCode } from '@xiaomen/rules/status'
import { isDrillPage } from '../../platform/drill.ts'
import { decideHere, type Shown, type WhereFrom } from './decide-here.ts'
import type { Entry, GateLink, GateList } from './offline-list.ts'

export const SITUATIONS = ['resident', 'fever', 'expired', 'forged', 'torn', 'listedPlace', 'visitorNowhere', 'yellow', 'red', 'dialysis', 'leaving'] as const
export type Situation = (typeof SITUATIONS)[number]
/** What is true of whoever stands there; the guard finds it out by asking. */
export type Practice = {
  situation: Situation
  code: string | null
  direction: Direction
  temperatureC: number
  whereFrom: WhereFrom
  seen: SeenCode | null
  medical: boolean
  /** What the rules say to all of it. */
  right: Verdict
}

const HOUR_S = 3_600
const LISTED_ID = '018f0000-0000-7000-8000-0000000000aa'

type Made = { link: GateLink; round: Practice[] }
/** `listedPlace`: the name of the one place on the list. Needs a secure address: codes are signed with a key made for this round and forgotten with it. */
export async function makePractice(policy: GateList['list']['policy'], listedPlace: string, now: Date, subtle: SubtleCrypto): Promise<Made> {
  const pair = await subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])
  const kid = await kidOf(new Uint8Array(await subtle.exportKey('raw', pair.publicKey)) as Bytes, subtle)
  const seconds = Math.floor(now.getTime() / 1000)
  const entries = new Map<Situation, Entry>()
  const codeOf = async (situation: Situation, from: number, until: number): Promise<string> => {
    const at = SITUATIONS.indexOf(situation)
    const codeId = `00000000000000${at.toString(16).padStart(2, '0')}`
    entries.set(situation, {
      credentialId: `018f0000-0000-7000-8000-0000000000${at.toString(16).padStart(2, '0')}`,
      codeId,
      shortCode: shortCodeOf(at),
      passClass: 'personal',
      from: null,
      until: null,
      quotaKey: null,
      holder: { passClass: 'personal', isNamed: true, hasInfectionCase: false, status: statusOf(situation) },
    })
    const fields = { kid, codeId, passClass: 'personal', from: seconds + from, until: seconds + until, holderKey: null } as const
    const code = await signStrip(fields, pair.privateKey, subtle)
    return isDrillPage() ? inDrill(code) : code
  }
  const codes: Partial<Record<Situation, string>> = {}
  for (const situation of ['resident', 'fever', 'torn', 'forged', 'yellow', 'red', 'leaving'] as const)
    codes[situation] = await codeOf(situation, -HOUR_S, HOUR_S)
  codes.expired = await codeOf('expired', -9 * HOUR_S, -HOUR_S)
  codes.torn = codes.torn!.slice(0, 40)
  codes.forged = swapLast(codes.forged!)

  const all = [...entries.values()]
  const sent: GateList['list'] = {
    etag: 'practice',
    isUnchanged: false,
    issuedAt: now.toISOString(),
    serverNow: now.toISOString(),
    policy,
    times: { isOpen: true, hours: [], closedUntil: null },
    openInstead: null,
    dropZone: null,
    zones: [],
    transports: [],
    keys: [],
    withdrawnKeys: [],
    leastVersion: 1,
    revoked: [],
    riskAreas: [{ id: LISTED_ID, name: listedPlace, code: null, level: 'high', from: '2022-01-01', until: null }],
    entries: all,
  }
  const list: GateList = {
    list: sent,
    clockOffsetMs: 0,
    keys: new Map([[kid, pair.publicKey]]),
    revoked: new Set(),
    withdrawnKeys: new Set(),
    byCode: new Map(all.map((entry) => [entry.codeId, entry])),
    byShort: new Map(all.map((entry) => [entry.shortCode, entry])),
  }
  const round = await Promise.all(SITUATIONS.map((situation) => practiceOf(situation, codes[situation] ?? null, list, now)))
  const nothing = () => {}
  return { link: { list, isServerThere: false, isOpening: false, error: null, tell: nothing, renew: nothing }, round }
}

const statusOf = (situation: Situation): Entry['holder']['status'] =>
  situation === 'yellow' || situation === 'red' ? { verdict: situation, reason: 'testing', until: null } : null

const swapLast = (code: string): string => code.slice(0, -3) + (code.endsWith('000') ? '111' : '000')

async function practiceOf(situation: Situation, code: string | null, list: GateList, now: Date): Promise<Practice> {
  const truth = {
    situation,
    code,
    direction: situation === 'leaving' ? ('out' as const) : ('in' as const),
    temperatureC: situation === 'fever' ? 38.2 : 36.4,
    whereFrom: situation === 'listedPlace' ? { riskAreaIds: [LISTED_ID] } : { riskAreaIds: [] },
    seen: situation === 'listedPlace' || situation === 'visitorNowhere' ? ('green' as const) : null,
    medical: situation === 'dialysis',
  }
  const shown: Shown = {
    means: code === null ? { kind: 'none', value: '' } : { kind: 'code', value: code },
    direction: truth.direction,
    ...(truth.medical ? { medical: true } : { temperatureC: truth.temperatureC, whereFrom: truth.whereFrom }),
    ...(truth.seen === null ? {} : { seen: truth.seen }),
  }
  return { ...truth, right: (await decideHere(list, shown, now.getTime())).verdict }
}

/** Whether what the guard did is what the rules and the person's need ask: nobody let in who is to wait, nobody sent away who may pass. */
export function isWellDone({ right }: Practice, outcome: Verdict['outcome'], guardSays: 'admitted' | 'turnedAway' | null): boolean {
  const isIn = outcome === 'enter' || guardSays === 'admitted'
  if (right.outcome === 'enter') return isIn
  // What the rules leave to the guard is well done either way, once it has been looked at.
  return right.outcome === 'cannotTell' ? outcome === 'cannotTell' : !isIn
}
