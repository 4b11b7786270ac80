// A file on its way: being made, waiting for a reason or a second person, ready to be fetched once.
import { Alert, Button, Form, Input, Progress } from 'antd'
import { useState } from 'react'
import { useDo, useNotify } from '../../desk/parts.tsx'
import { classWords, useWord } from '../../desk/words.ts'
import { call, download, refresh, useQuery } from '../../platform/api.ts'
import { sayErrorCode } from '../../platform/errors-text.ts'
import { showMoment, useText } from '../../platform/text.ts'
import { type Export, exportStateWords, queriesText } from './desk-text.ts'

export const isMoving = (state: Export['state']): boolean => state === 'building'

/** Asks until it is made. */
export function useExport(exportId: string | null) {
  const [isOpen, setOpen] = useState(true)
  const asked = useQuery('queries.getExport', { exportId: exportId ?? '' }, { enabled: exportId !== null, ...(isOpen ? { refetchIntervalMs: 600 } : {}) })
  const shouldAsk = asked.data === undefined || isMoving(asked.data.state)
  if (shouldAsk !== isOpen) setOpen(shouldAsk)
  return asked
}

export function useFetch() {
  const t = useText(queriesText)
  const notify = useNotify()
  const [isBusy, setBusy] = useState(false)
  const run = async (exportId: string) => {
    setBusy(true)
    try {
      const { ticket } = await call('queries.takeExport', { exportId })
      await download('queries.downloadExport', { exportId, ticket })
      notify.done(t('fetched'))
    } catch (error) {
      notify.failed(error)
    } finally {
      setBusy(false)
      void refresh('queries')
    }
  }
  return { isBusy, run }
}

/** What is over the limit, in words. */
export function useOver(): (one: Export) => string {
  const t = useText(queriesText)
  const word = useWord()
  return (one) => one.over.map((kind) => t('overWhat', { what: word(classWords[kind]), n: one.counts[kind] })).join(' ')
}

function ReasonForm({ one }: { one: Export }) {
  const t = useText(queriesText)
  const sayOver = useOver()
  const give = useDo('queries.giveReason')
  return (
    <Form layout="vertical" onFinish={({ reason }: { reason: string }) => void give.run({ exportId: one.id, reason })}>
      <Alert type="info" showIcon title={sayOver(one)} description={t('reasonHelp')} />
      <Form.Item name="reason" label={t('reason')} rules={[{ required: true, whitespace: true, message: t('reasonHelp') }]} style={{ marginTop: 12 }}>
        <Input.TextArea rows={3} maxLength={200} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={give.isBusy}>
        {t('sendReason')}
      </Button>
    </Form>
  )
}

/** What stands with one file, and the next step for the one who asked. */
export function ExportState({ one }: { one: Export }) {
  const t = useText(queriesText)
  const word = useWord()
  const fetch = useFetch()
  if (one.state === 'building') {
    return (
      <div role="status">
        <p>{t('making')}</p>
        <Progress percent={Math.round(one.progress * 100)} />
      </div>
    )
  }
  if (one.state === 'reasonNeeded') return <ReasonForm key={one.id} one={one} />
  if (one.state === 'waiting') return <Alert type="info" showIcon title={word(exportStateWords.waiting)} description={t('waitingHelp')} />
  if (one.state === 'failed')
    return <Alert type="warning" showIcon title={word(exportStateWords.failed)} description={sayErrorCode(one.failure ?? 'server.unexpected')} />
  if (one.state !== 'ready') return <Alert type="info" showIcon title={word(exportStateWords[one.state])} />
  return (
    <div className="desk-stack">
      <p>
        <strong>{one.title}</strong> · {one.filled === null ? t('rows', { n: one.rows }) : t('filled', { rows: one.filled.rows })} ·{' '}
        {t('code', { code: one.code })}
      </p>
      {one.filled !== null && one.filled.unmatched + one.filled.several > 0 && (
        <Alert
          type="info"
          showIcon
          title={[
            ...(one.filled.unmatched > 0 ? [t('unmatched', { n: one.filled.unmatched })] : []),
            ...(one.filled.several > 0 ? [t('several', { n: one.filled.several })] : []),
          ].join(' · ')}
        />
      )}
      {one.until !== null && <p className="desk-quiet">{t('fetchOnce', { until: showMoment(one.until) })}</p>}
      <div>
        <Button type="primary" loading={fetch.isBusy} onClick={() => void fetch.run(one.id)}>
          {t('fetch')}
        </Button>
      </div>
    </div>
  )
}
