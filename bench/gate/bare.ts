// The bare limit: nothing but what cannot be left out. node:http, the same checks (whose session; the contract of the input;
// the issuer's signature, remembered; the holder's proof, each time; whether the code is revoked and what stands against its
// holder, by one prepared statement for a group; the same verdict), the same rows in the same two tables by one prepared
// multi-row statement, committed in groups. No routes, no row-level security and no roles (it is the owner), no encryption,
// no digest of what came, no holds or events, no measuring.
import { checkIssuer, checkProof, checkTime, decidePassage, fromHex, type GatePolicy, importPublicKey, parseCode, phoneKeyOf, toHex } from '@xiaomen/rules/gate'
import { gate } from '@xiaomen/contract'
import { hash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { z } from 'zod'

type Start = { databaseUrl: string; session: string; keys: { kid: string; publicKey: string }[]; communityId: string }
type Body = z.output<(typeof gate)['recordPassage']['input']>
type Waiting = { body: Body; codeId: string; done: (isNew: boolean, outcome: string) => void }
type Known = {
  id: string | null
  person_id: string | null
  home_id: string | null
  is_revoked: boolean
  has_case: boolean
  verdict: 'yellow' | 'red' | null
  is_open: boolean
}

const subtle = globalThis.crypto.subtle
const LANES = 2
const MOST = 200

process.once('message', async ({ databaseUrl, session, keys, communityId }: Start) => {
  const sessions = new Set([hash('sha256', session, 'base64')])
  const clients = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  const known = new Map(await Promise.all(keys.map(async ({ kid, publicKey }) => [kid, await importPublicKey(fromHex(publicKey)!, subtle)] as const)))
  const remembered = new Map<string, { codeId: string; from: number; until: number; phone: CryptoKey | null }>()
  /** The id of a code that is right now, else ''. */
  const check = async (text: string): Promise<string> => {
    const before = remembered.get(text)
    if (before) return checkTime(before, new Date()) === null ? before.codeId : ''
    const code = parseCode(text)
    if (!code.ok || code.kind !== 'strip') return ''
    const signed = code.proof === null ? text : toHex(code.signed) + toHex(code.signature)
    let kept = remembered.get(signed)
    if (kept === undefined) {
      if ((await checkIssuer(code, known, subtle)) !== null) return ''
      kept = { codeId: code.codeId, from: code.from, until: code.until, phone: await phoneKeyOf(code, subtle) }
      remembered.set(signed, kept)
    }
    const now = new Date()
    return (checkTime(kept, now) ?? (await checkProof(code, now, subtle, kept.phone))) === null ? kept.codeId : ''
  }

  const waiting: Waiting[] = []
  const idle = [...clients]
  let isPlanned = false
  const commit = async (client: pg.Client, group: readonly Waiting[]) => {
    const now = new Date()
    const asked = await client.query<Known>({
      name: 'known',
      text: KNOWN,
      values: [communityId, group.map((one) => one.codeId), group.map((one) => one.body.gateId)],
    })
    const verdicts = group.map(({ body }, index) => {
      const row = asked.rows[index]!
      const problem = row.id === null ? 'code_foreign' : row.is_revoked ? 'code_revoked' : null
      return decidePassage(
        POLICY,
        {
          holder: {
            passClass: 'personal',
            isNamed: true,
            hasInfectionCase: row.has_case,
            status: row.verdict === null ? null : { verdict: row.verdict, reason: null, until: null },
          },
          isGateOpen: row.is_open,
          asOf: now,
        },
        {
          direction: body.direction,
          means: 'code',
          problem,
          temperatureC: body.temperatureC,
        },
        now,
      )
    })
    const passages = group.map(({ body }, index) => ({
      community_id: communityId,
      id: body.id,
      gate_id: body.gateId,
      area_path: '/1/1/1/1/',
      at: body.at,
      received_at: now,
      late_s: 0,
      direction: body.direction,
      means: 'code',
      credential_id: asked.rows[index]!.id,
      person_id: asked.rows[index]!.person_id,
      home_id: asked.rows[index]!.home_id,
      pass_class: 'personal',
      outcome: verdicts[index]!.outcome,
      reasons: verdicts[index]!.reasons,
      guard_says: null,
      is_medical: false,
      sealed_temperature: SEALED,
      sealed_means: null,
      sealed_note: null,
      digest: DIGEST,
      account_id: communityId,
    }))
    const audit = group.map(({ body }) => ({
      id: body.id,
      at: now,
      actor_kind: 'account',
      actor_id: communityId,
      actor_name: 'Bench',
      actor_role: 'guard',
      actor_unit: 'bench',
      session_id: communityId,
      operation: 'gate.recordPassage',
      permission: 'gate.record',
      community_id: communityId,
      area_path: '/1/1/1/1/',
      classes: [],
      subjects: [],
      reason: null,
    }))
    const { rows } = await client.query<{ id: string }>({ name: 'insert', text: INSERT, values: [JSON.stringify(passages), JSON.stringify(audit)] })
    const written = new Set(rows.map((row) => row.id))
    group.forEach(({ body, done }, index) => done(written.has(body.id), verdicts[index]!.outcome))
  }
  const begin = () => {
    isPlanned = false
    while (idle.length > 0 && waiting.length > 0) {
      const client = idle.pop()!
      void commit(client, waiting.splice(0, MOST)).then(() => {
        idle.push(client)
        plan()
      })
    }
  }
  const plan = () => {
    if (isPlanned || waiting.length === 0 || idle.length === 0) return
    isPlanned = true
    setImmediate(begin)
  }

  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', async () => {
      if (!sessions.has(hash('sha256', request.headers.cookie ?? '', 'base64'))) throw new Error('the load has no session')
      const body = gate.recordPassage.input.parse(JSON.parse(text))
      const codeId = await check(body.means.value)
      waiting.push({
        body,
        codeId,
        done: (isNew, outcome) => {
          const answer = JSON.stringify({ id: body.id, isNew, outcome, reasons: [], openDoor: outcome === 'enter' })
          response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) })
          response.end(answer)
        },
      })
      plan()
    })
  })
  server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
})

process.on('message', (message) => {
  if (message === 'stop') process.exit(0)
})

const POLICY = JSON.parse(readFileSync(new URL('../../packs/covid-19/2022-06-28/gate.json', import.meta.url), 'utf8')) as GatePolicy
const SEALED = randomBytes(37).toString('hex')
const DIGEST = randomBytes(32).toString('hex')
const KNOWN = `select c.id, c.person_id, c.home_id, c.revoked_at is not null as is_revoked,
    exists (select from gate.case_mark m where m.community_id = $1 and m.closed_at is null and m.person_id = c.person_id) as has_case,
    (select verdict from gate.status_mark s where s.community_id = $1 and s.person_id = c.person_id and s.verdict <> 'green') as verdict,
    coalesce((select is_open from gate.gate g where g.id = k.gate_id), true) as is_open
  from unnest($2::text[], $3::uuid[]) with ordinality as k (code_id, gate_id, n)
  left join lateral (select * from gate.credential c where c.community_id = $1 and c.code_id = k.code_id limit 1) as c on true
  order by k.n`
const INSERT = `with audited as (
    insert into platform.audit (id, at, actor_kind, actor_id, actor_name, actor_role, actor_unit, session_id, operation, permission, community_id, area_path, classes, subjects)
    select id, at, actor_kind, actor_id, actor_name, actor_role, actor_unit, session_id, operation, permission, community_id, area_path, classes, subjects
    from json_to_recordset($2::json) as r (id uuid, at timestamptz, actor_kind text, actor_id uuid, actor_name text, actor_role text, actor_unit text, session_id uuid, operation text, permission text,
      community_id uuid, area_path text, classes text[], subjects uuid[])
  )
  insert into gate.passage (community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, credential_id, person_id, home_id, pass_class, outcome, reasons,
    guard_says, is_medical, sealed_temperature, sealed_means, sealed_note, digest, account_id)
  select community_id, id, gate_id, area_path, at, received_at, late_s, direction, means, credential_id, person_id, home_id, pass_class, outcome, reasons,
    guard_says, is_medical, decode(sealed_temperature, 'hex'), decode(sealed_means, 'hex'), decode(sealed_note, 'hex'), decode(digest, 'hex'), account_id
  from json_to_recordset($1::json) as r (community_id uuid, id uuid, gate_id uuid, area_path text, at timestamptz, received_at timestamptz, late_s int,
    direction text, means text, credential_id uuid, person_id uuid, home_id uuid, pass_class text, outcome text, reasons text[], guard_says text, is_medical boolean,
    sealed_temperature text, sealed_means text, sealed_note text, digest text, account_id uuid)
  on conflict (community_id, id) do nothing returning id`
