// The bare limit: nothing but what cannot be left out. node:http, the same checks (whose session; the contract of the input; the label's check character and
// point), the same rows in the same two tables by one prepared multi-row statement, committed in groups. No routes, no row-level security and no roles (it is
// the owner), no encryption, no digest of what came, no events, nothing settled behind, no measuring.
import { testing } from '@xiaomen/contract'
import { readLabel } from '@xiaomen/rules/testing'
import { hash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import type { z } from 'zod'

type Start = { databaseUrl: string; session: string; communityId: string; path: string; campaignId: string; points: { id: string; batch: string }[] }
type Body = z.output<(typeof testing)['takeSample']['input']>
type Waiting = { body: Body; done: (isNew: boolean) => void }
const LANES = 2
const MOST = 200

process.once('message', async ({ databaseUrl, session, communityId, path, campaignId, points }: Start) => {
  const sessions = new Set([hash('sha256', session, 'base64')])
  const batches = new Map(points.map(({ id, batch }) => [id, batch]))
  const idle = await Promise.all(
    Array.from({ length: LANES }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  const waiting: Waiting[] = []
  let isPlanned = false
  const commit = async (client: pg.Client, group: readonly Waiting[]) => {
    const now = new Date()
    const samples = group.map(({ body }) => ({
      community_id: communityId,
      id: body.id,
      campaign_id: campaignId,
      point_id: body.pointId,
      area_path: path,
      tube_code: body.tube,
      size: body.size,
      table_no: body.table,
      is_household: false,
      means_kind: body.means.kind,
      sealed_shown: SEALED,
      taken_at: body.at,
      received_at: now,
      account_id: communityId,
      digest: DIGEST,
      audit_id: body.id,
    }))
    const { rows } = await client.query<{ id: string }>({ name: 'insert', text: INSERT, values: [JSON.stringify(samples)] })
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
    request.on('end', () => {
      if (!sessions.has(hash('sha256', request.headers.cookie ?? '', 'base64'))) throw new Error('the load has no session')
      const body = testing.takeSample.input.parse(JSON.parse(text))
      const label = readLabel(body.tube)
      if ('problem' in label || label.batch !== batches.get(body.pointId)) throw new Error('the load has a label of another point')
      waiting.push({
        body,
        done: (isNew) => {
          const answer = JSON.stringify({ id: body.id, isNew })
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
const DIGEST = randomBytes(32).toString('hex')
const INSERT = `with given as materialized (
    select * from json_to_recordset($1::json) as r (community_id uuid, id uuid, campaign_id uuid, point_id uuid, area_path text, tube_code text, size smallint, table_no smallint,
      is_household boolean, means_kind text, sealed_shown text, taken_at timestamptz, received_at timestamptz, account_id uuid, digest text, audit_id uuid)
  ), written as (
    insert into testing.sample (community_id, id, campaign_id, point_id, area_path, tube_code, size, table_no, is_household, means_kind, sealed_shown, taken_at, received_at, account_id, digest, state)
    select community_id, id, campaign_id, point_id, area_path, tube_code, size, table_no, is_household, means_kind, decode(sealed_shown, 'hex'), taken_at, received_at, account_id,
      decode(digest, 'hex'), 'new' from given on conflict (community_id, id) do nothing returning community_id, id
  ), audited as (
    insert into platform.audit (id, at, actor_kind, actor_id, actor_name, actor_role, actor_unit, session_id, operation, permission, community_id, area_path, classes, subjects)
    select audit_id, received_at, 'account', account_id, 'Bench', 'volunteer', 'bench', account_id, 'testing.takeSample', 'testing.sample', community_id, area_path, '{}', '{}' from given
  ) select id from written`
