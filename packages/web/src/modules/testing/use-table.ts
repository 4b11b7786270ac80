// What happens at a table: a label opens a tube, whoever is scanned next goes into it, a full one is closed. All of it works without network.
import { type Doubt, doubtsAbout, type UnbindReason } from '@xiaomen/rules/testing'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Out } from '../../platform/ops.ts'
import { addToOutbox } from '../../platform/queue.ts'
import { call } from '../../platform/transport.ts'
import { uuidv7 } from '../../platform/uuid.ts'
import { useKept } from '../../platform/use-kept.ts'
import { type Read, readShown } from './read-shown.ts'
import {
  elsewhereHere,
  emptyTable,
  loadTable,
  type Mine,
  type OwnTube,
  ruleTube,
  saveTable,
  type Table,
  takenInto,
  takenOutOf,
  withTube,
} from './table-store.ts'

export type Point = Out<'testing.listMyPoints'>[number]
type Candidate = Out<'testing.lookUp'>['candidates'][number]
type Means = Extract<Read, { is: 'person' }>['means']
/** What the sampler is told or asked. `who`: as it may be shown. */
export type Told =
  | { is: 'ready' }
  | { is: 'taken'; number: number; who: string | null }
  | { is: 'sealed'; code: string; counted: number }
  | { is: 'out' }
  | { is: 'trouble'; what: 'mistyped' | 'box' | 'noTube' | 'closedTube' | 'wrongBatch' | 'sealEmpty' }
  /** Something does not fit: taken all the same only when somebody says so. */
  | { is: 'asks'; means: Means; candidate: Candidate | null; doubts: Doubt[] }
  | { is: 'chooses'; means: Means; candidates: Candidate[] }

/** Longer than this nobody waits for a name: the sample is noted without it. */
const PATIENCE_MS = 2_500
const lookUp = (pointId: string, means: Means): Promise<Candidate[] | null> =>
  Promise.race([
    call('testing.lookUp', { pointId, means }).then(
      ({ candidates }) => candidates,
      () => null,
    ),
    new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null)),
  ])
const whoOf = (one: Candidate | null): string | null => (one === null ? null : [one.name, one.door].filter((part) => part !== null).join(' ') || null)

export function useTable(pointId: string, point: Point | undefined) {
  const [table, setTable] = useState<Table>(emptyTable)
  const [told, setTold] = useState<Told>({ is: 'ready' })
  const [isBusy, setBusy] = useState(false)
  const [turn, setTurn] = useState(0)
  const known = useKept(`testing.tubes:${pointId}`, 'testing.listTubes', { pointId }, turn)
  // A scanner is quicker than a render: what follows reads the table as it is, not as it was drawn.
  const now = useRef(table)
  const change = (next: Table) => {
    now.current = next
    setTable(next)
    void saveTable(pointId, next)
  }
  useEffect(() => {
    void loadTable(pointId).then((loaded) => {
      now.current = loaded
      setTable(loaded)
    })
  }, [pointId])
  const knownTubes = useMemo(() => new Map((known.data ?? []).map((tube) => [tube.code, tube])), [known.data])
  const current = table.tubes.find(({ code }) => code === table.current) ?? null

  const openTube = (code: string, batch: string) => {
    if (point !== undefined && batch !== point.batch) return setTold({ is: 'trouble', what: 'wrongBatch' })
    const own = now.current.tubes.find((tube) => tube.code === code)
    if (own !== undefined && own.counted !== null) return setTold({ is: 'trouble', what: 'closedTube' })
    const there = knownTubes.get(code)
    change(withTube(now.current, own ?? { code, size: there?.size ?? point?.poolSize ?? 10, isHousehold: false, counted: null, mine: [] }))
    setTold({ is: 'ready' })
  }
  const currentTube = (): OwnTube | null => now.current.tubes.find(({ code }) => code === now.current.current) ?? null

  const takeNow = async (means: Means, candidate: Candidate | null) => {
    const tube = currentTube()
    if (tube === null) return setTold({ is: 'trouble', what: 'noTube' })
    const id = uuidv7()
    const at = new Date().toISOString()
    const mine: Mine = { id, at, personId: candidate?.personId ?? null, homeId: candidate?.homeId ?? null, means: `${means.kind} ${means.value}` }
    await addToOutbox('testing.takeSample', {
      id,
      pointId,
      table: now.current.number,
      tube: tube.code,
      size: tube.size as 1 | 5 | 10 | 20,
      ...(tube.isHousehold ? { isHousehold: true } : {}),
      means,
      ...(candidate === null ? {} : { personId: candidate.personId }),
      at,
    })
    const after = takenInto(tube, mine)
    change(withTube(now.current, after))
    setTold({ is: 'taken', number: ruleTube(after, knownTubes.get(tube.code)?.samples ?? []).samples.length, who: whoOf(candidate) })
    setTurn((before) => before + 1)
  }
  const decide = async (means: Means, candidate: Candidate | null, isKnown: boolean) => {
    const tube = currentTube()
    if (tube === null) return setTold({ is: 'trouble', what: 'noTube' })
    const here = elsewhereHere(now.current, tube.code, { personId: candidate?.personId ?? null, means: `${means.kind} ${means.value}` })
    // Whoever is asked for another sample comes a second time: what this phone remembers of the first is no doubt.
    const elsewhere = candidate?.isAgain ? null : (here.other ?? (candidate?.taken && candidate.taken.tube !== tube.code ? 'closed' : null))
    const rule = ruleTube(tube, knownTubes.get(tube.code)?.samples ?? [])
    const doubts = doubtsAbout(rule, { personId: candidate?.personId ?? null, homeId: candidate?.homeId ?? null }, elsewhere).filter(
      // Without network nobody knows whose it is; that is no doubt yet.
      (doubt) => doubt !== 'unknownPerson' || isKnown,
    )
    if (here.inTube && !doubts.includes('twiceInTube')) doubts.push('twiceInTube')
    if (doubts.length > 0) return setTold({ is: 'asks', means, candidate, doubts })
    await takeNow(means, candidate)
  }
  const person = async (means: Means) => {
    if (currentTube() === null) return setTold({ is: 'trouble', what: 'noTube' })
    const candidates = await lookUp(pointId, means)
    if (candidates === null) return decide(means, null, false)
    if (candidates.length > 1) return setTold({ is: 'chooses', means, candidates })
    return decide(means, candidates[0] ?? null, true)
  }

  return {
    table,
    current,
    told,
    isBusy,
    isOnline: known.error === null,
    samplesOf: (tube: OwnTube) => {
      const there = knownTubes.get(tube.code)?.samples ?? []
      const ids = new Set(there.map(({ id }) => id))
      return [
        ...there.map((one) => ({ id: one.id, who: [one.name, one.door].filter((part) => part !== null).join(' '), doubts: one.doubts, isSent: true })),
        ...tube.mine.filter(({ id }) => !ids.has(id)).map(({ id }) => ({ id, who: '', doubts: [] as Doubt[], isSent: false })),
      ]
    },
    openTubes: [...new Set([...table.tubes.filter(({ counted }) => counted === null).map(({ code }) => code), ...knownTubes.keys()])].filter(
      (code) => code !== table.current && !table.tubes.some((tube) => tube.code === code && tube.counted !== null),
    ),
    resume: (code: string) => openTube(code, code.slice(1, 6)),
    setNumber: (number: number) => change({ ...now.current, number }),
    setSize: (size: number, isHousehold: boolean) => {
      const tube = currentTube()
      if (tube !== null) change(withTube(now.current, { ...tube, size, isHousehold }))
    },
    /** Whatever was scanned or typed. */
    show: async (text: string) => {
      const read = readShown(text)
      if (read.is === 'nothing') return
      if (read.is === 'tube') return openTube(read.code, read.batch)
      if (read.is !== 'person') return setTold({ is: 'trouble', what: read.is })
      setBusy(true)
      await person(read.means).finally(() => setBusy(false))
    },
    choose: (means: Means, candidate: Candidate | null) => void decide(means, candidate, true),
    takeAnyway: (means: Means, candidate: Candidate | null) => void takeNow(means, candidate),
    leave: () => setTold({ is: 'ready' }),
    takeOut: async (sampleId: string, reason: UnbindReason) => {
      await addToOutbox('testing.takeOut', { id: uuidv7(), pointId, sampleId, reason, at: new Date().toISOString() })
      const tube = currentTube()
      if (tube !== null) change(withTube(now.current, takenOutOf(tube, sampleId)))
      setTold({ is: 'out' })
      setTurn((before) => before + 1)
    },
    seal: async (counted: number) => {
      const tube = currentTube()
      if (tube === null) return
      if (counted === 0) return setTold({ is: 'trouble', what: 'sealEmpty' })
      await addToOutbox('testing.sealTube', {
        id: uuidv7(),
        pointId,
        table: now.current.number,
        tube: tube.code,
        size: tube.size as 1 | 5 | 10 | 20,
        counted,
        at: new Date().toISOString(),
      })
      change(withTube(now.current, { ...tube, counted }))
      setTold({ is: 'sealed', code: tube.code, counted })
      setTurn((before) => before + 1)
    },
    refresh: () => setTurn((before) => before + 1),
  }
}
