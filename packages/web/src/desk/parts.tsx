// What every desk screen is built from: heads, waiting, problems, signs, small inputs.
import { CheckCircleFilled, CloseCircleFilled, QuestionCircleFilled } from '@ant-design/icons'
import type { AssessmentState } from '@xiaomen/rules/daily'
import { Alert, App, Button, Empty, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { type ApiError, useCommand } from '../platform/api.ts'
import type { CommandName, In, Out } from '../platform/ops.ts'
import { useText } from '../platform/text.ts'
import { sayError } from '../platform/errors-text.ts'
import { deskText } from './text.ts'
import { stateWords, useWord } from './words.ts'

export function PageHead({ title, lead, children }: { title: string; lead?: string | undefined; children?: ReactNode }) {
  return (
    <header className="desk-head">
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p>{lead}</p>}
      </div>
      {children !== undefined && <div className="desk-head-actions">{children}</div>}
    </header>
  )
}

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText(deskText)
  return (
    <Alert
      type="warning"
      showIcon
      title={sayError(error)}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button size="small" onClick={onRetry}>
                {t('retry')}
              </Button>
            ),
          })}
    />
  )
}

type Asked<T> = { data: T | undefined; error: ApiError | null; refetch: () => unknown }
/** The three states of a question: waiting, refused, answered. */
export function Loaded<T>({ of, children, rows = 4 }: { of: Asked<T>; children: (data: T) => ReactNode; rows?: number }) {
  if (of.data !== undefined) {
    return (
      <>
        {of.error !== null && <Problem error={of.error} onRetry={() => void of.refetch()} />}
        {children(of.data)}
      </>
    )
  }
  if (of.error !== null) return <Problem error={of.error} onRetry={() => void of.refetch()} />
  return <Waiting rows={rows} />
}

export function Waiting({ rows }: { rows: number }) {
  const t = useText(deskText)
  return (
    <div role="status" aria-label={t('loading')} className="desk-waiting">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

export function Nothing({ says, children }: { says: string; children?: ReactNode }) {
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={says}>
      {children}
    </Empty>
  )
}

const STATE_ICONS: Record<AssessmentState, ReactNode> = { free: <CheckCircleFilled />, notFree: <CloseCircleFilled />, unknown: <QuestionCircleFilled /> }
/** Colour, sign and word together: none of them alone. */
export function StateSign({ state, large = false }: { state: AssessmentState; large?: boolean }) {
  const word = useWord()
  return (
    <span className={`desk-sign desk-sign-${state}${large ? ' desk-sign-large' : ''}`}>
      <span aria-hidden="true">{STATE_ICONS[state]}</span>
      {word(stateWords[state])}
    </span>
  )
}

export function useNotify() {
  const { message } = App.useApp()
  return {
    done: (says: string) => void message.success(says),
    warn: (says: string) => void message.warning({ content: says, duration: 6 }),
    failed: (error: unknown) => void message.error({ content: sayError(error), duration: 6 }),
  }
}

/** A command whose success is said and whose failure is explained; null when it failed. */
export function useDo<N extends CommandName>(name: N, options: { alsoRefresh?: string[]; said?: string } = {}) {
  const notify = useNotify()
  const command = useCommand(name, options.alsoRefresh === undefined ? {} : { alsoRefresh: options.alsoRefresh })
  return {
    isBusy: command.isPending,
    run: async (input: In<N>): Promise<Out<N> | null> => {
      try {
        const answer = await command.mutateAsync(input)
        if (options.said !== undefined) notify.done(options.said)
        return answer
      } catch (error) {
        notify.failed(error)
        return null
      }
    },
  }
}
