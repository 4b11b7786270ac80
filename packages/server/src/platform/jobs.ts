import { Cron } from 'croner'
import { sql } from 'kysely'
import type { Job, Module, Services } from './module.ts'

const TIME_ZONE = 'Asia/Shanghai'

/** Runs every module's clock jobs, each due time once across all processes that share the database. */
export function startJobs(modules: readonly Module[], services: Services): { stop(): void } {
  const clocks = modules.flatMap((module) => module.jobs.map((job) => new Cron(job.at, { timezone: TIME_ZONE, protect: true }, (self) => runDue(job, self.currentRun() ?? services.now(), services))))
  return { stop: () => clocks.forEach((clock) => clock.stop()) }
}

async function runDue(job: Job, due: Date, services: Services): Promise<void> {
  const minute = new Date(Math.floor(due.getTime() / 60_000) * 60_000)
  try {
    const isMine = await services.asSystem('relay.job', async ({ tx, now }) => {
      const row = await sql`insert into platform.job_run (job, due, started_at) values (${job.name}, ${minute}, ${now}) on conflict do nothing returning job`.execute(tx)
      return row.rows.length === 1
    })
    if (!isMine) return
    await job.run(services)
    await services.asSystem('relay.job', ({ tx, now }) => sql`update platform.job_run set ended_at = ${now} where job = ${job.name} and due = ${minute}`.execute(tx))
  } catch (error) {
    services.log.error({ err: error, job: job.name }, 'a clock job failed')
    const name = error instanceof Error ? error.name : 'unknown'
    await services.asSystem('relay.job', ({ tx, now }) => sql`update platform.job_run set ended_at = ${now}, error = ${name} where job = ${job.name} and due = ${minute}`.execute(tx)).catch(() => {})
  }
}
