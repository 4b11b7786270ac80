// The bare limit: nothing but what cannot be left out. node:http, the same check of the code's signature (remembered), the
// same rows in the same two tables by one prepared multi-row statement, committed in groups. No routes, no session, no
// permission, no row-level security (it is the owner), no validation, no look-up of the holder, no encryption.
import { checkIssuer, checkTime, fromHex, importPublicKey, parseCode } from '@xiaomen/rules/gate'
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'

type Start = { databaseUrl: string; keys: { kid: string; publicKey: string }[]; communityId: string }
type Body = { id: string; gateId: string; means: { value: string }; direction: string; temperatureC: number; at: string }
type Waiting = { body: Body; codeId: string; done: (isNew: boolean) => void }

const subtle = globalThis.crypto.subtle
const LANES = 2
const MOST = 200

process.once('message', async ({ databaseUrl, keys, communityId }: Start) => {
  const clients = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  const known = new Map(await Promise.all(keys.map(async ({ kid, publicKey }) => [kid, await importPublicKey(fromHex(publicKey)!, subtle)] as const)))
  const remembered = new Map<string, { codeId: string; from: number; until: number }>()
  const check = async (text: string): Promise<string> => {
    const before = remembered.get(text)
    if (before) return checkTime(before, new Date()) === null ? before.codeId : ''
    const code = parseCode(text)
    if (!code.ok || code.kind !== 'strip' || (await checkIssuer(code, known, subtle)) !== null) return ''
    remembered.set(text, code)
    return code.codeId
  }

  const waiting: Waiting[] = []
  const idle = [...clients]
  let isPlanned = false
  const commit = async (client: pg.Client, group: readonly Waiting[]) => {
    const now = new Date()
    const passages = group.map(({ body, codeId }) => ({
      community_id: communityId,
      id: body.id,
      gate_id: body.gateId,
      area_path: '/1/1/1/1/',
      at: body.at,
      received_at: now,
      late_s: 0,
      direction: body.direction,
      means: 'code',
      credential_id: null,
      person_id: null,
      home_id: null,
      pass_class: 'personal',
      outcome: 'enter',
      reasons: [],
      guard_says: null,
      is_medical: false,
      sealed_temperature: SEALED,
      sealed_means: null,
      sealed_note: null,
      digest: codeId,
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
    for (const { body, done } of group) done(written.has(body.id))
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
      const body = JSON.parse(text) as Body
      const codeId = await check(body.means.value)
      waiting.push({
        body,
        codeId,
        done: (isNew) => {
          const answer = JSON.stringify({ id: body.id, isNew, outcome: 'enter', reasons: [], openDoor: true })
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

const SEALED = randomBytes(37).toString('hex')
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
