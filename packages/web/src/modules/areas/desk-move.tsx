// 移动区域: where to, what goes along, what stands against it.
import { levelsUnder } from '@xiaomen/rules/areas'
import { Alert, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { AreaSelect } from '../../desk/area-select.tsx'
import { type Area, useAreas } from '../../desk/areas.tsx'
import { Loaded, useDo } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useText } from '../../platform/text.ts'
import { alongWords, areasText, obstacleWords } from './desk-text.ts'

const LEVELS = ['district', 'street', 'community', 'compound', 'building', 'unit'] as const

function Preview({ preview }: { preview: Out<'areas.previewMove'> }) {
  const t = useText(areasText)
  const word = useWord()
  if (preview.problem !== null) {
    const says = word(obstacleWords[preview.problem])
    return <Alert type="warning" showIcon title={preview.overlap === null ? says : `${says} ${preview.overlap}`} />
  }
  const known = preview.along.filter(({ kind }) => kind in alongWords)
  const others = preview.along.filter(({ kind }) => !(kind in alongWords)).reduce((sum, { count }) => sum + count, 0)
  return (
    <section aria-label={t('goesAlong')}>
      <h3>{t('goesAlong')}</h3>
      <dl className="desk-figures">
        <div>
          <dt>{t('homes')}</dt>
          <dd>{preview.homes}</dd>
        </div>
        <div>
          <dt>{t('beneath')}</dt>
          <dd>{preview.areas}</dd>
        </div>
        {known.map(({ kind, count }) => (
          <div key={kind}>
            <dt>{word(alongWords[kind as keyof typeof alongWords])}</dt>
            <dd>{count}</dd>
          </div>
        ))}
        {others > 0 && (
          <div>
            <dt>{t('otherRecords')}</dt>
            <dd>{others}</dd>
          </div>
        )}
      </dl>
      <p className="desk-quiet">{t('factsStay')}</p>
    </section>
  )
}

export function MoveDialog({ area, onClose }: { area: Area; onClose: () => void }) {
  const t = useText(areasText)
  const d = useText(deskText)
  const { chainOf } = useAreas()
  const [toParentId, setTo] = useState<string>()
  const [name, setName] = useState(area.name)
  const preview = useQuery(
    'areas.previewMove',
    { areaId: area.id, toParentId: toParentId ?? null, ...(name.trim() === '' ? {} : { name }) },
    { enabled: toParentId !== undefined, keepPrevious: true },
  )
  const move = useDo('areas.moveArea', { said: t('moved'), alsoRefresh: ['daily', 'registry', 'access'] })
  const may = toParentId !== undefined && preview.data?.problem === null && !preview.isPlaceholderData && name.trim() !== ''
  const save = async () => {
    if (toParentId !== undefined && (await move.run({ areaId: area.id, toParentId, name, version: area.version })) !== null) onClose()
  }
  const levels = LEVELS.filter((level) => levelsUnder(level).includes(area.level))
  return (
    <Modal
      open
      width={560}
      title={`${t('move')}: ${area.name}`}
      okText={t('move')}
      okButtonProps={{ disabled: !may }}
      cancelText={d('cancel')}
      confirmLoading={move.isBusy}
      onCancel={onClose}
      onOk={() => void save()}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t('moveTo')} htmlFor="move-to">
          <AreaSelect
            id="move-to"
            aria-label={t('moveTo')}
            levels={levels}
            deepest={levels.at(-1) ?? 'building'}
            expanded={chainOf(area)
              .slice(0, -2)
              .map((step) => step.id)}
            value={toParentId}
            onChange={setTo}
          />
        </Form.Item>
        <Form.Item label={t('nameThere')} htmlFor="move-name">
          <Input id="move-name" maxLength={60} value={name} onChange={(event) => setName(event.target.value)} />
        </Form.Item>
      </Form>
      {toParentId !== undefined && (
        <Loaded of={preview} rows={2}>
          {(data) => <Preview preview={data} />}
        </Loaded>
      )}
    </Modal>
  )
}
