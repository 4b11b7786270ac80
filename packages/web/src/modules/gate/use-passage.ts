// One person at the gate, from what was shown to what is written down.
import type { Arrival, Direction, GateStatus, Verdict } from '@xiaomen/rules/gate'
import type { SeenCode } from '@xiaomen/rules/status'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Out } from '../../platform/ops.ts'
import { addToOutbox } from '../../platform/queue.ts'
import { keep, kept } from '../../platform/store.ts'
import { call, isAway } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { decideHere, isAsked } from './decide-here.ts'
import type { Means, Shown, WhereFrom } from './decide-here.ts'
import type { GateLink } from './offline-list.ts'
import { type OwnPassages, ownPassages } from './own-passages.ts'
import { type Record, recordOf } from './record-of.ts'
import { signal } from './signals.ts'

export type Candidate = Out<'gate.lookUp'>['candidates'][number]
export type Looked = { verdict: Verdict; candidates: Candidate[]; credentialId: string | null; by: 'server' | 'phone'; status?: GateStatus | null }
export type Stage =
  | { is: 'ready' }
  | { is: 'looking' }
  | { is: 'picking'; shown: Shown; candidates: Candidate[]; looked: Looked }
  | { is: 'temperature'; shown: Shown; candidate: Candidate | null }
  | { is: 'whereFrom'; shown: Shown; candidate: Candidate | null }
  | { is: 'verdict'; shown: Shown; candidate: Candidate | null; looked: Looked; verdict: Verdict; id: string; isWritten: boolean }
/** Where what happened is written down. Rejects when it cannot be kept. */
export type Book = {
  write(record: Record, verdict: Verdict): Promise<void>
  /** Under which the last passages are remembered on this phone. */ name: string | null
}
export type Passed = { id: string; at: string; direction: Direction; verdict: Verdict; temperatureC: number | undefined }

// A verdict within a second: past this the phone's own stands.
const SERVER_WAIT_MS = 850
/** A document or a door is not on the phone's list: it is worth waiting for. */
const SERVER_ONLY_WAIT_MS = 5000
/** The same code still held to the camera is not a second person. */
const SAME_CODE_MS = 6000

const sameOne = (one: Candidate, other: Candidate) => one.personId === other.personId && one.credentialId === other.credentialId && one.homeId === other.homeId

async function ask(gateId: string, link: GateLink, own: OwnPassages, shown: Shown): Promise<Looked | null> {
  const isOnList = shown.means.kind === 'code' || shown.means.kind === 'short' || shown.means.kind === 'none'
  const here = link.list === null ? null : decideHere(link.list, shown, Date.now(), own)
  const stop = new AbortController()
  const there =
    !link.isServerThere && isOnList
      ? Promise.resolve(null)
      : call('gate.lookUp', { gateId, ...shown }, { signal: stop.signal, timeoutMs: SERVER_ONLY_WAIT_MS }).then(
          (answer): Looked => {
            link.tell(true)
            return { ...answer, credentialId: answer.candidates.length === 1 ? answer.candidates[0]!.credentialId : null, by: 'server' }
          },
          (error: unknown) => {
            if (isAway(error) && !stop.signal.aborted) link.tell(false)
            return null
          },
        )
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), isOnList && here !== null ? SERVER_WAIT_MS : SERVER_ONLY_WAIT_MS)
  })
  const answer = await Promise.race([there, late])
  if (answer !== null) return answer
  stop.abort()
  return here === null ? null : { ...(await here), candidates: [], by: 'phone' }
}

const CANNOT_TELL: Verdict = { outcome: 'cannotTell', reasons: ['list_too_old'], openDoor: false }

export const bookOf = (gateId: string): Book => ({ write: (record) => addToOutbox('gate.recordPassage', record), name: `passed:${gateId}` })

export function usePassage(gateId: string, link: GateLink, direction: Direction, always: { temperature: boolean; whereFrom: boolean }, book: Book) {
  const [stage, setStage] = useState<Stage>({ is: 'ready' })
  const [passed, setPassed] = useState<Passed[]>([])
  const [isLost, setLost] = useState(false)
  const lastCode = useRef<{ value: string; at: number }>({ value: '', at: 0 })
  const round = useRef(0)
  const own = useMemo(() => ownPassages(gateId), [gateId])

  useEffect(() => {
    void own.open()
    if (book.name === null) return
    void kept<Passed[]>(book.name).then((held) => {
      if (held !== null) setPassed((now) => (now.length === 0 ? held.value : now))
    })
  }, [book, own])

  const write = useCallback(
    async (now: Extract<Stage, { is: 'verdict' }>, guardSays: 'admitted' | 'turnedAway' | null) => {
      const { shown, verdict } = now
      const record = recordOf(gateId, now, guardSays, { deviceNow: Date.now(), clockOffsetMs: link.list?.clockOffsetMs ?? 0 })
      try {
        await book.write(record, verdict)
      } catch {
        // No room, or the browser took its store away: the guard must know, and use paper.
        return setLost(true)
      }
      setLost(false)
      const isExit = (verdict.outcome === 'enter' || guardSays === 'admitted') && !verdict.reasons.includes('medical_way')
      own.note({
        value: shown.means.kind === 'code' ? shown.means.value : '',
        direction: shown.direction,
        at: record.at,
        quota: link.list?.list.policy.exitQuota ?? null,
        quotaKey: isExit ? (link.list?.list.entries.find((entry) => entry.credentialId === record.credentialId)?.quotaKey ?? null) : null,
      })
      setPassed((before) => {
        const next = [{ id: now.id, at: record.at, direction: shown.direction, verdict, temperatureC: shown.temperatureC }, ...before].slice(0, 30)
        if (book.name !== null) void keep(book.name, next)
        return next
      })
    },
    [gateId, book, own, link.list],
  )

  const conclude = useCallback(
    (shown: Shown, candidate: Candidate | null, looked: Looked) => {
      const verdict = candidate?.verdict ?? looked.verdict
      // Who puts a parcel down outside, or comes with an ambulance, is asked nothing.
      const isThrough = shown.arrival === 'ambulance' || verdict.reasons.includes('drop_zone')
      const mayAskWhereFrom = !isThrough && link.list !== null && isAsked(link.list.list.policy.whereFrom.asks, shown.direction)
      // Of those who live here the community knows by other ways; whoever the gate does not know is asked first of all.
      const isStranger = candidate === null && looked.credentialId === null
      if (mayAskWhereFrom && (isStranger || always.whereFrom) && !('whereFrom' in shown) && shown.medical !== true)
        return setStage({ is: 'whereFrom', shown, candidate })
      const isOwed =
        always.temperature ||
        (link.list !== null ? isAsked(link.list.list.policy.asksTemperature, shown.direction) : verdict.reasons.includes('temperature_missing'))
      // Measured at once where nothing else is in the way; otherwise the guard sees first what is wrong, and measures if it comes to that.
      const isOnly = verdict.reasons.every((reason) => reason === 'temperature_missing')
      if (isOwed && isOnly && !('temperatureC' in shown) && shown.medical !== true) return setStage({ is: 'temperature', shown, candidate })
      signal(verdict.outcome)
      const next: Stage = { is: 'verdict', shown, candidate, looked, verdict, id: uuidv7(), isWritten: verdict.outcome === 'enter' }
      setStage(next)
      if (next.isWritten) void write(next, null)
    },
    [always.temperature, always.whereFrom, link.list, write],
  )

  const look = useCallback(
    async (shown: Shown, chosen: Candidate | null) => {
      const mine = ++round.current
      setStage({ is: 'looking' })
      const looked = (await ask(gateId, link, own, shown)) ?? { verdict: CANNOT_TELL, candidates: [], credentialId: null, by: 'phone' as const }
      if (mine !== round.current) return
      const again = chosen === null ? null : (looked.candidates.find((one) => sameOne(one, chosen)) ?? { ...chosen, verdict: looked.verdict })
      if (again === null && looked.candidates.length > 1) return setStage({ is: 'picking', shown, candidates: looked.candidates, looked })
      conclude(shown, again ?? looked.candidates[0] ?? null, looked)
    },
    [gateId, link, own, conclude],
  )

  const show = useCallback(
    (means: Means) => {
      const isSame = means.kind === 'code' && means.value === lastCode.current.value && Date.now() - lastCode.current.at < SAME_CODE_MS
      if (means.kind === 'code') lastCode.current = { value: means.value, at: Date.now() }
      if (!isSame) void look({ means, direction }, null)
    },
    [look, direction],
  )

  return {
    stage,
    passed,
    show,
    /** 快递、车辆: one tap of the guard in place of a code. */
    arrive: (arrival: Arrival, plate: string | undefined) => {
      void look({ means: { kind: 'none', value: '' }, direction, arrival, ...(plate === undefined ? {} : { plate }) }, null)
    },
    isLost,
    pick: (candidate: Candidate | null) => {
      if (stage.is === 'picking') conclude(stage.shown, candidate, candidate === null ? { ...stage.looked, credentialId: null } : stage.looked)
    },
    measure: (temperatureC: number | undefined) => {
      // Present though undefined: it was asked and could not be taken, so it is not asked again.
      if (stage.is === 'temperature') void look({ ...stage.shown, temperatureC } as Shown, stage.candidate)
    },
    answerWhereFrom: (whereFrom: WhereFrom | undefined) => {
      // Present though undefined, as above: who will not say is for the guard to judge.
      if (stage.is === 'whereFrom') void look({ ...stage.shown, whereFrom }, stage.candidate)
    },
    askWhereFrom: () => {
      if (stage.is === 'verdict') setStage({ is: 'whereFrom', shown: stage.shown, candidate: stage.candidate })
    },
    askTemperature: () => {
      if (stage.is === 'verdict') setStage({ is: 'temperature', shown: stage.shown, candidate: stage.candidate })
    },
    /** 亮码: what a stranger's own code showed. */
    see: (seen: SeenCode) => {
      if (stage.is === 'verdict') void look({ ...stage.shown, seen }, stage.candidate)
    },
    medical: () => {
      if (stage.is === 'verdict') void look({ ...stage.shown, medical: true }, stage.candidate)
    },
    done: async (guardSays: 'admitted' | 'turnedAway' | null) => {
      if (stage.is !== 'verdict') return
      lastCode.current.at = Date.now()
      const now = stage
      // The next person comes when this one is safe on the phone.
      if (!now.isWritten) {
        setStage({ ...now, isWritten: true })
        await write(now, guardSays)
      }
      setStage((later) => (later.is === 'verdict' && later.id === now.id ? { is: 'ready' } : later))
    },
    cancel: () => {
      round.current += 1
      setStage({ is: 'ready' })
    },
  }
}
