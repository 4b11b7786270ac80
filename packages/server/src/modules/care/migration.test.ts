// An installation of before: who looked after whom stood in the plan. Nobody loses their carer when it goes to its one home.
import { expect, test } from 'vitest'
import { openEmbedded } from '../../platform/db.ts'
import { listMigrations } from '../../platform/migrate.ts'

const WORDS = ['areas', 'access', 'registry', 'posture', 'tasks', 'answerability', 'care']
const MOVE = 'care/002-carers.sql'
const id = (n: number) => `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`

test('CTRL-04 the carers of an older installation are found where they are looked for now: accounts, people of the ledger, gaps, and those who rest after a merge', async () => {
  const db = await openEmbedded({ dataDir: null })
  const migrations = listMigrations(WORDS)
  for (const { name, text } of migrations) if (name !== MOVE) await db.execAsOwner(`begin;\n${text}\ncommit;`)
  const [community, nora, vera, party] = [id(1), id(2), id(3), id(4)]
  await db.execAsOwner(
    `insert into areas.area (id, level, name, ordinal, path, community_id) values ('${community}', 'community', '东社区', 1, '/1/', '${community}')`,
  )
  const plan = (n: number, more: { carer?: string; account?: string; person?: string; until?: string; into?: string }) => {
    const value = (text: string | undefined) => (text === undefined ? 'null' : `'${text}'`)
    return db.execAsOwner(`insert into care.plan (community_id, id, area_path, home_id, person_id, carer_id, second_account, second_person, interval_days, since, until, next_due, merged_into)
      values ('${community}', '${id(n)}', '/1/h${n}/', '${id(n + 100)}', '${id(n + 200)}', ${value(more.carer)}, ${value(more.account)}, ${value(more.person)}, 7, '2022-05-01', ${value(more.until)}, '2022-05-08', ${value(more.into)})`)
  }
  await plan(11, { carer: nora, account: vera })
  await plan(12, { carer: vera, person: party })
  await plan(13, {})
  await plan(14, { carer: nora, until: '2022-05-03', into: id(211) })
  await plan(15, { carer: nora, until: '2022-05-03' })
  await db.execAsOwner(`begin;\n${migrations.find(({ name }) => name === MOVE)!.text}\ncommit;`)
  const found = await db.queryAsOwner<{ plan: string; slot: string; who: string | null; gap: string | null; kept: boolean; open: boolean }>(
    `select s.subject_id as plan, s.slot, coalesce(h.account_id, h.person_id) as who, s.gap, s.is_kept as kept, s.released_at is null as open
     from answerability.slot s left join answerability.hand h on h.community_id = s.community_id and h.id = s.hand_id order by s.subject_id, s.slot`,
  )
  expect(found.map((row) => [row.plan, row.slot, row.who, row.gap, row.open])).toEqual([
    [id(11), 'gridWorker', nora, null, true],
    [id(11), 'partyMemberHome', vera, null, true],
    [id(12), 'gridWorker', vera, null, true],
    [id(12), 'partyMemberHome', party, null, true],
    [id(13), 'gridWorker', null, 'nobodyOnDuty', true],
    [id(13), 'partyMemberHome', null, 'nobodyOnDuty', true],
    [id(14), 'gridWorker', nora, null, false],
    [id(14), 'partyMemberHome', null, 'nobodyOnDuty', false],
  ])
  // Named by hand, so that no list takes them away.
  expect(found.every((row) => row.kept === (row.who !== null))).toBe(true)
  expect(await db.queryAsOwner<{ n: number }>('select count(*)::int as n from answerability.hand')).toEqual([{ n: 3 }])
  await db.close()
})
