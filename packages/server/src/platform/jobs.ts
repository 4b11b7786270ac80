import { Cron } from 'croner'
import { sql } from 'kysely'
import type { Job, Module, Services } from './module.ts'

const TIME_ZONE = 'Asia/Shanghai'
/** A run that has not ended by then died with its process and may be taken over. */
const DIED_MS = 3_600_000

/**
 * Runs every module's clock jobs, each due time once across all processes that share the database. What was due while the machine was off
 * runs at the start: an office's computer sleeps at night, and forgetting and key changes are due then.
 */
export function startJobs(modules: readonly Module[], services: Services): { stop(): void } {
  const jobs = modules.flatMap((module) => module.jobs)
  const clocks = jobs.map(
    (job) => new Cron(job.at, { timezone: TIME_ZONE, protect: true }, (self) => runDue(job, self.currentRun() ?? services.now(), services)),
  )
  const catchUp = async () => {
    for (const [index, job] of jobs.entries()) {
      const due = clocks[index]!.previousRuns(1, services.now())[0]
      if (due) await runDue(job, due, services)
    }
  }
  void catchUp()
  return { stop: () => clocks.forEach((clock) => clock.stop()) }
}

async function runDue(job: Job, due: Date, services: Services): Promise<void> {
  const minute = new Date(Math.floor(due.getTime() / 60_000) * 60_000)
  try {
    const isMine = await services.asSystem('relay.job', async ({ tx, now }) => {
      const row = await sql`insert into platform.job_run as run (job, due, started_at) values (${job.name}, ${minute}, ${now})
        on conflict (job, due) do update set started_at = excluded.started_at, error = null where run.ended_at is null and run.started_at < ${new Date(now.getTime() - DIED_MS)} returning job`.execute(
        tx,
      )
      return row.rows.length === 1
    })
    if (!isMine) return
    await job.run(services)
    await services.asSystem('relay.job', ({ tx, now }) =>
      sql`update platform.job_run set ended_at = ${now} where job = ${job.name} and due = ${minute}`.execute(tx),
    )
  } catch (error) {
    services.log.error({ err: error, job: job.name }, 'a clock job failed')
    const name = error instanceof Error ? error.name : 'unknown'
    await services
      .asSystem('relay.job', ({ tx, now }) =>
        sql`update platform.job_run set ended_at = ${now}, error = ${name} where job = ${job.name} and due = ${minute}`.execute(tx),
      )
      .catch(() => {})
  }
}
