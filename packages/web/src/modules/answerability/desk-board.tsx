// 四级包保: every place of every level, answered for or a gap; one person set for many places in one act.
import { ANSWER_GAP_WORDS, ANSWER_PLACE_WORDS } from '@xiaomen/rules/answerability'
import { contains } from '@xiaomen/rules/areas'
import { Button, Checkbox, Form, Modal, Table, Tag, Tooltip } from 'antd'
import { useState } from 'react'
import { useAreas } from '../../desk/areas.tsx'
import { DayInput } from '../../desk/day-input.tsx'
import { Loaded, useDo, useNotify } from '../../desk/parts.tsx'
import { deskText } from '../../desk/text.ts'
import { useWord } from '../../desk/words.ts'
import { useQuery } from '../../platform/api.ts'
import type { Out } from '../../platform/ops.ts'
import { useSession } from '../../platform/session.tsx'
import { today, useText } from '../../platform/text.ts'
import { HandName } from './desk-hand.tsx'
import { answerabilityText } from './desk-text.ts'
import { useWhoKind, WhoFields, whoOf, type WhoValues } from './desk-who.tsx'

type Board = Out<'answerability.getBoard'>
type Post = Board['posts'][number]
type Row = Post['rows'][number]

export function BoardTab({ areaId, isCompound }: { areaId: string; isCompound: boolean }) {
  const t = useText(answerabilityText)
  const board = useQuery('answerability.getBoard', { areaId }, { keepPrevious: true, refetchIntervalMs: 60_000 })
  const [gapsOnly, setGapsOnly] = useState(false)
  return (
    <div className="desk-stack">
      {isCompound && <Plate compoundId={areaId} />}
      <Checkbox checked={gapsOnly} onChange={(event) => setGapsOnly(event.target.checked)}>
        {t('onlyGaps')}
      </Checkbox>
      <Loaded of={board}>
        {({ posts }) =>
          posts.map((post) => (
            <PostPanel key={`${areaId} ${post.key}`} areaId={areaId} post={post} rows={gapsFirst(post.rows).filter((row) => !gapsOnly || row.gap !== null)} />
          ))
        }
      </Loaded>
    </div>
  )
}

/** Where somebody is missing comes first, on whatever page it would be. */
const gapsFirst = (rows: readonly Row[]) => rows.toSorted((a, b) => Number(a.gap === null) - Number(b.gap === null))
const keyOf = (row: Row) => `${row.place.at} ${row.place.id}`

function PostPanel({ areaId, post, rows }: { areaId: string; post: Post; rows: readonly Row[] }) {
  const t = useText(answerabilityText)
  const word = useWord()
  const { may } = useSession()
  const [chosen, setChosen] = useState<string[]>([])
  const [isSetting, setSetting] = useState(false)
  const { areas } = useAreas()
  // Every compound has a first building: a place is named with what it lies in.
  const withinOf = (path: string) =>
    areas
      .filter((area) => area.path !== path && contains(area.path, path) && ['compound', 'building'].includes(area.level))
      .map((area) => area.name)
      .join(' ')
  const nameOf = (row: Row) => (row.place.at === 'grid' ? row.place.name : `${withinOf(row.place.path)} ${row.place.name}`.trim())
  const gaps = rows.filter((row) => row.gap !== null)
  const mayPlan = may('answerability.plan')
  return (
    <section className="desk-panel" aria-label={`${word(post.name)} ${word(post.holder)}`}>
      <div className="desk-panel-head">
        <h2>
          {word(post.name)} · {word(post.holder)}{' '}
          <span className={post.gaps > 0 ? 'care-strong' : 'desk-quiet'}>
            {post.places === 0 ? t('noPlaces') : t(post.gaps === 0 ? 'whole' : 'withGaps', { places: post.places, gaps: post.gaps })}
          </span>{' '}
          {post.isDraft && (
            <Tooltip title={word(post.source)}>
              <Tag>{t('draft')}</Tag>
            </Tooltip>
          )}
        </h2>
        {mayPlan && (
          <div className="desk-row">
            {chosen.length > 0 ? (
              <Button onClick={() => setChosen([])}>{t('chooseNone')}</Button>
            ) : (
              gaps.length > 0 && <Button onClick={() => setChosen(gaps.slice(0, 500).map(keyOf))}>{t('chooseGaps', { n: gaps.length })}</Button>
            )}
            {chosen.length > 0 && (
              <Button type="primary" onClick={() => setSetting(true)}>
                {t('set', { n: chosen.length })}
              </Button>
            )}
          </div>
        )}
      </div>
      {rows.length > 0 && (
        <Table<Row>
          size="small"
          rowKey={keyOf}
          dataSource={[...rows]}
          scroll={{ x: 620 }}
          pagination={{ pageSize: 12, hideOnSinglePage: true, showSizeChanger: false }}
          {...(mayPlan
            ? {
                rowSelection: {
                  selectedRowKeys: chosen,
                  hideSelectAll: true,
                  onChange: (keys: unknown[]) => setChosen(keys.map(String)),
                  getCheckboxProps: (row: Row) => ({ 'aria-label': t('choose', { name: nameOf(row) }) }),
                },
              }
            : {})}
          columns={[
            {
              title: t('place'),
              key: 'place',
              width: 210,
              render: (_, row) => (
                <>
                  <strong>{nameOf(row)}</strong> <span className="desk-quiet">{word(ANSWER_PLACE_WORDS[row.place.kind])}</span>
                </>
              ),
            },
            {
              title: t('who'),
              key: 'who',
              render: (_, row) => (
                <>
                  {row.gap !== null && <span className="care-strong">◌ {word(ANSWER_GAP_WORDS[row.gap])} </span>}
                  {row.who !== null &&
                    (row.gap === null ? <HandName hand={row.who} path={row.place.path} /> : <span className="desk-quiet">{row.who.name}</span>)}
                </>
              ),
            },
            {
              title: t('days'),
              key: 'days',
              width: 210,
              render: (_, row) => (row.from === null ? '' : row.until === null ? t('openEnd', { from: row.from }) : `${row.from} – ${row.until}`),
            },
          ]}
        />
      )}
      {isSetting && (
        <SetDialog
          areaId={areaId}
          post={post}
          places={post.rows.filter((row) => chosen.includes(keyOf(row))).map((row) => ({ at: row.place.at, id: row.place.id }))}
          onClose={(isDone) => {
            setSetting(false)
            if (isDone) setChosen([])
          }}
        />
      )}
    </section>
  )
}

type Values = WhoValues & { from: string; until?: string | null }
function SetDialog({
  areaId,
  post,
  places,
  onClose,
}: {
  areaId: string
  post: Post
  places: { at: Row['place']['at']; id: string }[]
  onClose: (isDone: boolean) => void
}) {
  const t = useText(answerabilityText)
  const d = useText(deskText)
  const word = useWord()
  const notify = useNotify()
  const [form] = Form.useForm<Values>()
  const [kind, setKind] = useWhoKind()
  const [isNobody, setNobody] = useState(false)
  const set = useDo('answerability.setAnswering')
  const save = async ({ from, until, ...values }: Values) => {
    const answer = await set.run({ post: post.key, places, who: isNobody ? null : whoOf(kind, values), from, until: until ?? null })
    if (answer === null) return
    notify.done(t('setDone', { n: answer.set }))
    onClose(true)
  }
  return (
    <Modal
      open
      title={t('setTitle', { holder: word(post.holder), n: places.length })}
      okText={d('save')}
      cancelText={d('cancel')}
      confirmLoading={set.isBusy}
      onCancel={() => onClose(false)}
      onOk={() => form.submit()}
    >
      <p className="desk-note">{t('setHelp')}</p>
      <Form form={form} layout="vertical" requiredMark={false} initialValues={{ from: today() }} onFinish={(values) => void save(values)}>
        <Form.Item>
          <Checkbox checked={isNobody} onChange={(event) => setNobody(event.target.checked)}>
            {t('nobodyFrom')}
          </Checkbox>
        </Form.Item>
        {!isNobody && <WhoFields areaId={areaId} kind={kind} onKind={setKind} />}
        <div className="desk-pair">
          <Form.Item name="from" label={t('from')} rules={[{ required: true, message: d('required') }]}>
            <DayInput earliest={today()} />
          </Form.Item>
          {!isNobody && (
            <Form.Item name="until" label={t('until')}>
              <DayInput allowClear earliest={today()} />
            </Form.Item>
          )}
        </div>
      </Form>
    </Modal>
  )
}

/** 责任牌: the three who stand on the board of a compound. */
function Plate({ compoundId }: { compoundId: string }) {
  const t = useText(answerabilityText)
  const word = useWord()
  const plate = useQuery('answerability.getResponsibilityBoard', { compoundId })
  return (
    <Loaded of={plate} rows={1}>
      {({ compound, people }) => (
        <section className="desk-panel" aria-label={t('plate')}>
          <h2>
            {t('plate')} · {compound}
          </h2>
          <dl className="desk-figures">
            {people.map((one) => (
              <div key={word(one.title)}>
                <dt>{word(one.title)}</dt>
                <dd className="desk-figure-word">{one.who?.name ?? `◌ ${t('nobody')}`}</dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </Loaded>
  )
}
